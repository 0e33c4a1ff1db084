package dev.gauntlet.timeline;

import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.Fallback;
import dev.gauntlet.federation.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Something that the run's timeline changes. */
public sealed interface Change {

  /** Whether it takes clients away, for a while or for good. */
  default boolean takesClientsAway() {
    return false;
  }

  /** Whether clients may need less time to compute from then on. */
  default boolean mayMakeQuicker() {
    return false;
  }

  /** Clients come into the population or go out of it; what they are at work on is lost. */
  record Membership(List<ClientId> clients, boolean present) implements Change {
    public Membership {
      clients = List.copyOf(clients);
    }

    @Override
    public boolean takesClientsAway() {
      return !present;
    }
  }

  /** Clients can or cannot be reached, whatever else says so; what they are at work on is lost. */
  record Connection(List<ClientId> clients, boolean online) implements Change {
    public Connection {
      clients = List.copyOf(clients);
    }

    @Override
    public boolean takesClientsAway() {
      return !online;
    }
  }

  /**
   * The compute time of clients is multiplied, for what they are asked from then on.
   *
   * @param factor above 1 for slower
   */
  record Speed(List<ClientId> clients, double factor) implements Change {
    public Speed {
      clients = List.copyOf(clients);
      if (!(factor > 0) || Double.isInfinite(factor)) {
        throw new IllegalArgumentException("a factor is above 0, not " + factor);
      }
    }

    @Override
    public boolean mayMakeQuicker() {
      return factor < 1;
    }
  }

  /**
   * The network is split: these clients cannot be reached for a while; they go on with what they
   * are at work on, and deliver it when the network is whole again.
   */
  record Split(List<ClientId> clients, double seconds) implements Change {
    public Split {
      clients = List.copyOf(clients);
      if (!(seconds > 0) || Double.isInfinite(seconds)) {
        throw new IllegalArgumentException("a split lasts longer than 0 s, not " + seconds);
      }
    }

    @Override
    public boolean takesClientsAway() {
      return true;
    }
  }

  /** Settings of training and aggregation; what is empty stays as it is. */
  record Settings(
      OptionalDouble learningRate,
      OptionalDouble momentum,
      OptionalDouble weightDecay,
      OptionalInt localEpochs,
      OptionalInt batchSize,
      Optional<Aggregator> aggregator,
      Optional<Fallback> whenViolated,
      OptionalDouble serverLearningRate)
      implements Change {

    @Override
    public boolean mayMakeQuicker() {
      return localEpochs.isPresent();
    }

    /**
     * Of the optimiser no more than the rate, and the same way out as before for rounds with too
     * few updates.
     */
    public Settings(
        OptionalDouble learningRate,
        OptionalInt localEpochs,
        OptionalInt batchSize,
        Optional<Aggregator> aggregator,
        OptionalDouble serverLearningRate) {
      this(
          learningRate,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          localEpochs,
          batchSize,
          aggregator,
          Optional.empty(),
          serverLearningRate);
    }
  }

  /**
   * An adversary changes what it does. How, is for the adversary to know: the server only passes on
   * that the entry has fired.
   *
   * @param adversary its place in the scenario
   */
  record OfAdversary(int adversary) implements Change {}
}
