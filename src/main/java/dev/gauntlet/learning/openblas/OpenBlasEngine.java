package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.NetworkEngine;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The compact engine: convolutions and fully connected layers as matrix products in OpenBLAS, the
 * little between them in Java. Equal input gives equal bits in any thread and any learner.
 */
public final class OpenBlasEngine implements NetworkEngine {

  /**
   * Loads the native library.
   *
   * @throws UnsatisfiedLinkError if there is none for this platform
   */
  public OpenBlasEngine() {
    Loader.load(openblas_nolapack.class);
    openblas_nolapack.blas_set_num_threads(1);
  }

  @Override
  public String description() {
    return openblas_nolapack.OPENBLAS_VERSION.trim();
  }

  @Override
  public Learner newLearner(Architecture architecture) {
    return new OpenBlasLearner(architecture);
  }

  /**
   * Keeps each product on the thread that asks for it, whatever the environment says: products of
   * this size gain nothing from more, and learners run side by side already. The setting is the
   * process's and ND4J's start changes it, so it is looked at before each batch.
   */
  static void useOneThread() {
    if (openblas_nolapack.blas_get_num_threads() != 1) {
      openblas_nolapack.blas_set_num_threads(1);
    }
  }
}
