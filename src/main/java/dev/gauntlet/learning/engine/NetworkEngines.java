package dev.gauntlet.learning.engine;

import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.dl4j.Dl4jEngine;
import dev.gauntlet.learning.openblas.OpenBlasEngine;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the engine of a process. */
public final class NetworkEngines {

  private static final Logger LOG = LoggerFactory.getLogger(NetworkEngines.class);

  private NetworkEngines() {}

  /** Chosen, and warned of, once however many runs the process does. */
  private static final class Chosen {
    static final NetworkEngine ENGINE = preferred(OpenBlasEngine::new);
  }

  /**
   * The compact engine, or plain Deeplearning4j, with one warning, where OpenBLAS has no native
   * library.
   */
  public static NetworkEngine preferred() {
    return Chosen.ENGINE;
  }

  static NetworkEngine preferred(Supplier<NetworkEngine> compact) {
    try {
      return compact.get();
    } catch (LinkageError e) {
      LOG.warn(
          "OpenBLAS cannot be loaded ({}); training with Deeplearning4j, several times slower",
          e.toString());
      return new Dl4jEngine();
    }
  }
}
