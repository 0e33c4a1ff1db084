package dev.gauntlet.actor;

import static java.util.Objects.requireNonNull;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.metrics.EvaluationSets;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.protocol.GlobalModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** A run: an actor system from the first message to the last. */
public final class Simulation {

  private Simulation() {}

  /**
   * Who does the clients' work.
   *
   * @param population takes assignments and answers them
   * @param threads on which clients compute; may change
   */
  public record Clients(Behavior<Population.Message> population, IntSupplier threads) {

    /**
     * Clients that compute on the threads of this JVM.
     *
     * @param behaviorOf makes a client's actor when it is first needed
     */
    public static Clients here(
        Function<ClientId, Behavior<ClientActor.Message>> behaviorOf, int threads) {
      return new Clients(Population.create(behaviorOf), () -> threads);
    }
  }

  /** A simulation that could not be brought to its end; the cause says why. */
  public static final class SimulationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    SimulationFailed(Throwable cause) {
      super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
  }

  /**
   * Runs the phases that are left and returns the final model.
   *
   * @param evaluationSets what models are measured on, after those entries of the timeline have
   *     fired
   * @param threads of this JVM, on which models are measured
   * @param journal takes the events, from one thread at a time
   * @param startPoint where the run begins
   * @throws SimulationFailed as soon as an actor fails
   * @throws InterruptedException if the calling thread is interrupted; the actors are stopped
   */
  public static GlobalModel run(
      ServerSetup setup,
      Clients clients,
      Function<FiredEntries, EvaluationSets> evaluationSets,
      Learners learners,
      int threads,
      Journal journal,
      StartPoint startPoint)
      throws SimulationFailed, InterruptedException {
    CompletableFuture<GlobalModel> outcome = new CompletableFuture<>();
    ActorSystem<ServerActor.Finished> system =
        ActorSystem.create(
            RunGuardian.create(
                setup, clients, evaluationSets, learners, journal, startPoint, outcome),
            "gauntlet",
            TrainerThreads.config(threads));
    // Whatever ends the actors, nothing waits for ever.
    system
        .getWhenTerminated()
        .thenRun(
            () ->
                outcome.completeExceptionally(
                    new IllegalStateException("the actors stopped before the run had ended")));
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw new SimulationFailed(requireNonNull(e.getCause()));
    } finally {
      system.terminate();
      awaitTermination(system);
    }
  }

  private static void awaitTermination(ActorSystem<?> system) throws InterruptedException {
    try {
      system.getWhenTerminated().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the actor system did not stop cleanly", e);
    }
  }
}
