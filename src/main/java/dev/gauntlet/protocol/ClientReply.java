package dev.gauntlet.protocol;

import dev.gauntlet.defense.NeuronRanking;
import dev.gauntlet.defense.PruneBallot;
import dev.gauntlet.federation.ModelUpdate;
import java.util.List;

/** What a client answers. The server cannot tell an honest answer from another. */
public sealed interface ClientReply {

  /** The result of local training. */
  record Update(ModelUpdate update) implements ClientReply {}

  /** The mean cross-entropy of the model on the client's own data. */
  record Loss(double loss) implements ClientReply {}

  /** A ranking vote. */
  record Ranking(NeuronRanking ranking) implements ClientReply {}

  /** A majority vote. */
  record Ballot(PruneBallot ballot) implements ClientReply {}

  /**
   * Validation feedback.
   *
   * @param accuracies on the client's own data, before pruning and after each step, as fractions
   */
  record Accuracies(List<Double> accuracies) implements ClientReply {
    public Accuracies {
      accuracies = List.copyOf(accuracies);
    }
  }
}
