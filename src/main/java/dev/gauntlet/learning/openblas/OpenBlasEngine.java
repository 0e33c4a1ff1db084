package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.NetworkEngine;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compact engine: convolutions and fully connected layers as matrix products in OpenBLAS, the
 * little between them in Java. Equal input gives equal bits in any thread and any learner.
 */
public final class OpenBlasEngine implements NetworkEngine {

  private static final Logger LOG = LoggerFactory.getLogger(OpenBlasEngine.class);

  /** Override OpenBLAS's kernels and the order of its sums; Java cannot unset them. */
  private static final List<String> ORDERS =
      List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_BLOCK_FACTOR");

  /**
   * Loads the native library, and warns if the environment gives it orders.
   *
   * @throws UnsatisfiedLinkError if there is none for this platform
   */
  public OpenBlasEngine() {
    Loader.load(openblas_nolapack.class);
    openblas_nolapack.blas_set_num_threads(1);
    for (String order : ORDERS) {
      if (System.getenv(order) != null) {
        LOG.warn("{} is set, which can change results: unset it, or start with ./gauntlet", order);
      }
    }
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
