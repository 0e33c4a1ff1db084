package dev.gauntlet.learning.dl4j;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps ND4J on the calling thread. Its operations on a batch are too small to share out among
 * cores, and learners already run side by side; from inside the program, because an environment
 * variable can be forgotten.
 */
final class SingleThread {

  private SingleThread() {}

  /** Called by each thread that computes: OpenMP's setting belongs to the thread that made it. */
  static void enter() {
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    // ND4J's start gives its BLAS every core.
    org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads(1);
  }
}
