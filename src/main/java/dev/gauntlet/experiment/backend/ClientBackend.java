package dev.gauntlet.experiment.backend;

import dev.gauntlet.actor.ClientActor;
import dev.gauntlet.actor.ServerSetup;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.actor.StartPoint;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.metrics.EvaluationSets;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.simulation.RandomStreams;
import java.util.Optional;
import java.util.function.Function;

/** Who does the clients' work in a run. */
public interface ClientBackend extends AutoCloseable {

  /**
   * The clients of the run, once it is known who among them attacks.
   *
   * @param script the adversaries among them, with all that they know
   */
  Clients clients(AdversaryTimeline script);

  /** Clients that can work. */
  interface Clients {
    /**
     * Runs the phases that are left and returns the final model; see {@link Simulation}.
     *
     * @param startPoint where the run begins
     */
    GlobalModel simulate(
        ServerSetup setup,
        Function<FiredEntries, EvaluationSets> evaluationSets,
        Journal journal,
        StartPoint startPoint)
        throws Simulation.SimulationFailed, InterruptedException;
  }

  /** Examples that clients have trained on so far, every pass counted. */
  long trainedSamples();

  /** How busy they are, for the progress line; empty if there is nothing to tell. */
  String load();

  /** Who they were and what went to and fro, for the manifest. */
  Optional<ClusterReport> report();

  /** Waits, but not for ever, until they know that the process is being stopped. */
  default void awaitFarewell(long millis) throws InterruptedException {}

  @Override
  void close();

  /** The threads of this JVM. */
  record ThisJvm(
      Scenario scenario, FederationData data, RandomStreams streams, Learners learners, int threads)
      implements ClientBackend {

    @Override
    public Clients clients(AdversaryTimeline script) {
      ClientFactory clients =
          new ClientFactory(data, scenario.architecture().lastConvolution(), streams, script);
      return (setup, evaluationSets, journal, startPoint) ->
          Simulation.run(
              setup,
              Simulation.Clients.here(
                  client -> ClientActor.working(clients.of(client), learners), threads),
              evaluationSets,
              learners,
              threads,
              journal,
              startPoint);
    }

    @Override
    public long trainedSamples() {
      return learners.trainedSamples();
    }

    @Override
    public String load() {
      return "";
    }

    @Override
    public Optional<ClusterReport> report() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
