package dev.gauntlet.phase;

import dev.gauntlet.defense.InvertedTrigger;
import dev.gauntlet.federation.ParameterVector;
import java.util.List;

/** What the server has computed itself: the answer to a {@link ServerTask}. */
public sealed interface ServerResult {

  /** The activation record: see {@link dev.gauntlet.learning.Learner#activations}. */
  record Activations(List<Double> byChannel) implements ServerResult {
    public Activations {
      byChannel = List.copyOf(byChannel);
    }
  }

  /**
   * The mean cross-entropy on the server's images, in nats: see {@link
   * dev.gauntlet.learning.Learner#loss}.
   */
  record Loss(double loss) implements ServerResult {}

  /** A trigger has been reconstructed. */
  record Inverted(InvertedTrigger trigger) implements ServerResult {}

  /**
   * Training has ended there; diverged training may have values that are not finite.
   *
   * @param start the parameters it began with
   * @param reached the parameters it ended with
   */
  record Trained(ParameterVector start, ParameterVector reached) implements ServerResult {

    /** What a client that had trained so would send. */
    public ParameterVector delta() {
      return reached.minus(start);
    }
  }
}
