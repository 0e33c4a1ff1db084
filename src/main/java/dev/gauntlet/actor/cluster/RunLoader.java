package dev.gauntlet.actor.cluster;

import dev.gauntlet.client.ClientWork;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.Learners;
import java.util.function.Function;

/** What a worker does with the offer of a run: reads its scenario and its images. */
public interface RunLoader {

  /**
   * Prepares to do the work of any of the run's clients; may take its time.
   *
   * @throws RefusedException if this worker cannot, with the reason
   */
  LoadedRun prepare(RunOffer offer) throws RefusedException;

  /**
   * What it takes to be any of the clients.
   *
   * @param workOf what a client does
   */
  record LoadedRun(Learners learners, Function<ClientId, ClientWork> workOf) {}

  /** A worker cannot work for a run; the message says why. */
  final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public RefusedException(String reason) {
      super(reason);
    }
  }
}
