package dev.gauntlet.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gauntlet.actor.Simulation.SimulationFailed;
import dev.gauntlet.client.ClientWork;
import dev.gauntlet.defense.TriggerInversion;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever breaks, the run ends with the cause. */
@Timeout(20)
class SimulationFailureTest {

  private static final Journal NOWHERE = (time, event) -> {};

  @Test
  void endsWhenAClientThrows() {
    SimulationFailed failure =
        failureOf(
            throwing(
                () -> {
                  throw new IllegalStateException("battery empty");
                }),
            NOWHERE);

    assertThat(failure).hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(failure)
        .hasMessage("client-3 failed: java.lang.IllegalStateException: battery empty");
  }

  @Test
  void endsWhenAClientRunsOutOfMemory() {
    SimulationFailed failure =
        failureOf(
            throwing(
                () -> {
                  throw new OutOfMemoryError("no room for a batch");
                }),
            NOWHERE);

    assertThat(failure).hasRootCauseInstanceOf(OutOfMemoryError.class);
    assertThat(failure).hasMessageContaining("client-3").hasMessageContaining("no room");
  }

  @Test
  void endsWhenAClientLacksANativeLibrary() {
    assertThat(
            failureOf(
                throwing(
                    () -> {
                      throw new UnsatisfiedLinkError("no openblas");
                    }),
                NOWHERE))
        .hasRootCauseInstanceOf(UnsatisfiedLinkError.class);
  }

  @Test
  void endsWhenAClientCannotBeMade() {
    Function<ClientId, ClientWork> workOf =
        client -> {
          throw new OutOfMemoryError("no room for " + client);
        };

    assertThat(failureOf(workOf, NOWHERE)).hasRootCauseMessage("no room for client 0");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        RunEvent.PhaseStarted.class,
        RunEvent.RoundStarted.class,
        RunEvent.UpdateReceived.class,
        RunEvent.ModelMeasured.class,
        RunEvent.PhaseFinished.class,
        RunEvent.RunFinished.class
      })
  void endsWhenTheDiskIsFull(Class<? extends RunEvent> full) {
    IOException cause = new IOException("disk full");

    SimulationFailed failure =
        failureOf(
            ToyRun::benign,
            (time, event) -> {
              if (full.isInstance(event)) {
                throw new UncheckedIOException(cause);
              }
            });

    assertThat(failure).hasRootCause(cause);
    assertThat(failure).hasMessageContaining("disk full");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        RunEvent.PhaseStarted.class,
        RunEvent.UpdateReceived.class,
        RunEvent.ModelMeasured.class
      })
  void endsWhenTheJournalRunsOutOfMemory(Class<? extends RunEvent> last) {
    SimulationFailed failure =
        failureOf(
            ToyRun::benign,
            (time, event) -> {
              if (last.isInstance(event)) {
                throw new OutOfMemoryError("no room for a line");
              }
            });

    assertThat(failure).hasRootCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void endsWhenTheServersOwnComputationFails() throws Exception {
    // The toy has 3 labels, not 5.
    ServerSetup setup =
        ToyRun.setup(
            ToyRun.CLIENTS,
            List.of(
                new PhasePlan.NeuralCleanse(
                    5, false, new TriggerInversion(1, 1, 1, 1, 1, 2, 1), 2, 0.2, ToyRun.TUNING)));

    assertThatExceptionOfType(SimulationFailed.class)
        .isThrownBy(() -> ToyRun.run(setup, ToyRun::benign, 2, NOWHERE))
        .withMessageStartingWith("the server's own computation failed")
        .withRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsWhenEveryUpdateIsRejected() {
    SimulationFailed failure =
        failureOf(
            client ->
                (task, model, fired, learner) ->
                    new ClientReply.Update(
                        new ModelUpdate(client, 1, ParameterVector.copyOf(Float.NaN))),
            NOWHERE);

    assertThat(failure).hasMessageContaining("every update was rejected");
  }

  @Test
  void endsWhenAClientAnswersWithSomethingElse() {
    assertThat(
            failureOf(
                client -> (task, model, fired, learner) -> new ClientReply.Accuracies(List.of()),
                NOWHERE))
        .hasMessageContaining("every update was rejected");
  }

  @Test
  void stopsItsActorsWhenTheCallerIsInterrupted() {
    AtomicInteger trained = new AtomicInteger();
    Thread caller = Thread.currentThread();
    ServerSetup setup = ToyRun.setup(4, List.of(new PhasePlan.Training(1_000_000)));

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(
            () ->
                ToyRun.run(
                    setup,
                    client ->
                        (task, model, fired, learner) -> {
                          if (trained.incrementAndGet() == 10) {
                            caller.interrupt();
                          }
                          return ToyRun.benign(client).perform(task, model, fired, learner);
                        },
                    2,
                    NOWHERE));

    // Run returned after the last actor had stopped: nobody trains any more.
    assertThat(trained.get()).isBetween(10, 1_000_000);
    assertThat(Thread.interrupted()).isFalse();
  }

  /** Client 3 does that in round 2. */
  private static Function<ClientId, ClientWork> throwing(Runnable failure) {
    return client ->
        (task, model, fired, learner) -> {
          if (client.index() == 3
              && task instanceof ClientTask.Training training
              && training.round() == 2) {
            failure.run();
          }
          return ToyRun.benign(client).perform(task, model, fired, learner);
        };
  }

  private static SimulationFailed failureOf(
      Function<ClientId, ClientWork> workOf, Journal journal) {
    ServerSetup setup = ToyRun.setup(ToyRun.CLIENTS, List.of(new PhasePlan.Training(3)));
    try {
      ToyRun.run(setup, workOf, 2, journal);
      throw new AssertionError("the run did not fail");
    } catch (SimulationFailed e) {
      return e;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
