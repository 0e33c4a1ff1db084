package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a phase wants the server to do next. */
public sealed interface ServerAction {

  /** Whether the server then waits for what arrives. */
  default boolean awaits() {
    return false;
  }

  /**
   * Whether what clients still are at work on is of no interest any more.
   *
   * @param clientsGoOn whether clients of this phase go on between its actions
   */
  default boolean dismissesClients(boolean clientsGoOn) {
    return !clientsGoOn;
  }

  /**
   * Send the task with the model to each of the clients; their replies come one at a time.
   *
   * @param alarmSeconds after which the phase is called; infinite for never
   */
  record Ask(List<ClientId> clients, GlobalModel model, ClientTask task, double alarmSeconds)
      implements ServerAction {
    public Ask {
      clients = List.copyOf(clients);
    }

    @Override
    public boolean awaits() {
      return true;
    }
  }

  /** Wait for the next reply. */
  record Await() implements ServerAction {
    @Override
    public boolean awaits() {
      return true;
    }

    @Override
    public boolean dismissesClients(boolean clientsGoOn) {
      return false;
    }
  }

  /** Wait that long, then call the phase. */
  record Pause(double seconds) implements ServerAction {
    @Override
    public boolean awaits() {
      return true;
    }
  }

  /**
   * Perform these tasks, at least one, on the trainer threads; it takes no virtual time. Clients
   * whose answers are still of interest go on meanwhile.
   */
  record Compute(List<ServerTask> tasks) implements ServerAction {
    public Compute {
      tasks = List.copyOf(tasks);
      if (tasks.isEmpty()) {
        throw new IllegalArgumentException("there is nothing to compute");
      }
    }

    public Compute(ServerTask task) {
      this(List.of(task));
    }
  }

  /** Measure accuracy on the server's validation images. */
  record Validate(GlobalModel model) implements ServerAction {}

  /** A round has ended with this model: record it, and report its validation accuracy. */
  record CloseRound(GlobalModel model, RoundResult result) implements ServerAction {}

  /** The phase has ended with this model. */
  record Finish(GlobalModel model, PhaseResult result) implements ServerAction {
    @Override
    public boolean dismissesClients(boolean clientsGoOn) {
      return true;
    }
  }

  /**
   * Who took part in a round.
   *
   * @param round counted from 1 through the whole run
   * @param participants whose updates were used
   * @param dropped who was asked and did not deliver
   * @param discarded whose update was not used
   */
  record RoundResult(int round, int participants, int dropped, int discarded) {

    /** The same round, none of whose updates was used after all. */
    RoundResult unused() {
      return new RoundResult(round, 0, dropped, discarded + participants);
    }
  }

  /**
   * What a phase did; a null component does not apply to it.
   *
   * @param rounds it trained for
   * @param participants whose updates or votes its last exchange used
   * @param dropped who was asked and did not deliver, but in its rounds, which count their own
   * @param discarded whose answer was not used, but in its rounds
   */
  record PhaseResult(
      @Nullable Integer prunedNeurons,
      @Nullable Integer zeroedWeights,
      @Nullable Double delta,
      @Nullable Integer rounds,
      int participants,
      int dropped,
      int discarded) {

    /** What a phase did that asked nobody, or in rounds only. */
    PhaseResult(
        @Nullable Integer prunedNeurons,
        @Nullable Integer zeroedWeights,
        @Nullable Double delta,
        @Nullable Integer rounds,
        int participants) {
      this(prunedNeurons, zeroedWeights, delta, rounds, participants, 0, 0);
    }
  }
}
