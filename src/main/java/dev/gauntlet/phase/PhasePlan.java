package dev.gauntlet.phase;

import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.defense.TriggerInversion;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Spread;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A phase of a run as the scenario asks for it. */
public sealed interface PhasePlan {

  /** Its name in the scenario language. */
  String name();

  /** The most rounds of training that it takes. */
  default int mostRounds() {
    return 0;
  }

  /** The plans up to the last that prunes, with it; none if none prunes. */
  static List<PhasePlan> untilLastPruning(List<PhasePlan> plans) {
    int end = plans.size();
    while (end > 0 && !(plans.get(end - 1) instanceof Pruning)) {
      end--;
    }
    return plans.subList(0, end);
  }

  /** Federated training for {@code rounds} rounds. */
  record Training(int rounds) implements PhasePlan {
    public Training {
      requireAtLeast(1, rounds, "rounds");
    }

    @Override
    public String name() {
      return "training";
    }

    @Override
    public int mostRounds() {
      return rounds;
    }
  }

  /** Who tests the model while it is pruned. */
  enum Validator {
    SERVER,
    CLIENTS
  }

  /**
   * Federated neuron pruning.
   *
   * @param vote how clients name dormant channels
   * @param record by what output of the layer a channel counts as active
   * @param validator who tests
   * @param step channels pruned between two tests
   * @param stop when it ends
   * @param voters how many clients are asked to vote, drawn as for a round; all if empty
   */
  record Pruning(
      PruningVote vote,
      ActivationRecord record,
      Validator validator,
      int step,
      PruningStop stop,
      OptionalInt voters)
      implements PhasePlan {
    public Pruning {
      requireAtLeast(1, step, "step");
      requireAtLeast(1, voters.orElse(1), "voters");
      if (validator == Validator.CLIENTS && stop.skip() > 0) {
        throw new IllegalArgumentException(
            "clients test one sequence of channels, which cannot skip any");
      }
    }

    /** By the votes of all clients, by what the activation function gives. */
    public Pruning(PruningVote vote, Validator validator, int step, PruningStop stop) {
      this(vote, ActivationRecord.AFTER_ACTIVATION, validator, step, stop, OptionalInt.empty());
    }

    @Override
    public String name() {
      return "pruning";
    }
  }

  /**
   * Adjusting extreme weights.
   *
   * @param spread the weights that mean and deviation are taken over
   */
  record Clipping(ClippingDelta delta, Spread spread) implements PhasePlan {
    @Override
    public String name() {
      return "clipping";
    }
  }

  /**
   * Federated fine-tuning: training rounds with the pruned channels held at 0, until validation
   * accuracy has not improved for {@code patience} rounds; the best model is kept.
   *
   * @param maxRounds the most rounds
   * @param patience rounds without a better model
   * @param learningRate of its local training in all rounds; if empty that of training, whose
   *     schedule goes on
   */
  record FineTuning(int maxRounds, int patience, OptionalDouble learningRate) implements PhasePlan {
    public FineTuning {
      requireAtLeast(1, maxRounds, "max-rounds");
      requireAtLeast(1, patience, "patience");
      if (learningRate.isPresent() && !(learningRate.getAsDouble() > 0)) {
        throw new IllegalArgumentException(
            "the learning rate is above 0, not " + learningRate.getAsDouble());
      }
    }

    /** Fine-tuning at a rate of its own. */
    public FineTuning(int maxRounds, int patience, double learningRate) {
      this(maxRounds, patience, OptionalDouble.of(learningRate));
    }

    @Override
    public String name() {
      return "fine-tuning";
    }

    @Override
    public int mostRounds() {
      return maxRounds;
    }
  }

  /**
   * Fine-pruning by the server (Liu, Dolan-Gavitt, Garg 2018).
   *
   * @param record by what output of the layer a channel counts as active
   * @param step channels pruned between two tests
   * @param stop when pruning ends
   * @param tuning what follows
   */
  record FinePruning(ActivationRecord record, int step, PruningStop stop, ServerTuning tuning)
      implements PhasePlan {
    public FinePruning {
      requireAtLeast(1, step, "step");
    }

    @Override
    public String name() {
      return "fine-pruning";
    }
  }

  /**
   * Neural Cleanse by the server (Wang et al. 2019).
   *
   * @param labels how many there are
   * @param byPair whether triggers are sought for each pair of labels, the image's and the target,
   *     which finds backdoors in the images of one label (the paper's section VII on
   *     source-label-specific backdoors); a target's trigger is then the smallest of its pairs
   * @param inversion how triggers are reconstructed
   * @param threshold the anomaly index above which a label is flagged
   * @param stampedShare of the server's images that bear the triggers to be unlearned
   * @param tuning how they are unlearned
   */
  record NeuralCleanse(
      int labels,
      boolean byPair,
      TriggerInversion inversion,
      double threshold,
      double stampedShare,
      ServerTuning tuning)
      implements PhasePlan {
    public NeuralCleanse {
      requireAtLeast(1, labels, "labels");
      if (!(threshold >= 0) || !(stampedShare >= 0) || !(stampedShare <= 1)) {
        throw new IllegalArgumentException(
            "the threshold is at least 0, the stamped share from 0 to 1");
      }
    }

    @Override
    public String name() {
      return "neural-cleanse";
    }
  }

  private static void requireAtLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is at least " + least + ", not " + value);
    }
  }
}
