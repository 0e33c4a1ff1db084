package dev.gauntlet.actor;

import dev.gauntlet.federation.Buffering;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.federation.Staleness;
import dev.gauntlet.federation.Uniform;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.DispatchConditions;
import dev.gauntlet.simulation.DispatchOutcomes;
import dev.gauntlet.simulation.Distribution;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The event machinery alone: clients answer at once, and the model has a handful of weights. An
 * operation is a dispatch and its delivery, with its share of selecting, aggregating and recording.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 3)
public class DispatchBenchmark {

  private static final int AT_WORK = 100;
  private static final int ROUNDS = 500;

  /** Whether rounds are asynchronous. */
  @Param({"false", "true"})
  public boolean asynchronous;

  /** A run of 500 rounds of 100 clients out of 1,000. */
  @Benchmark
  @OperationsPerInvocation(AT_WORK * ROUNDS)
  public ParameterVector dispatchAndDelivery() throws Exception {
    ServerSetup toy = ToyRun.setup(1, List.of(new PhasePlan.Training(ROUNDS)));
    PhaseContext.Federation federation = toy.federation();
    ServerSetup setup =
        new ServerSetup(
            toy.initialModel(),
            toy.phases(),
            new PhaseContext.Federation(
                federation.block(),
                new PhaseContext.Selection(new Uniform(), OptionalInt.of(AT_WORK)),
                ExchangeRules.PATIENT,
                asynchronous
                    ? Optional.of(
                        new Buffering(AT_WORK, AT_WORK, 1_000, new Staleness.Polynomial(0.5)))
                    : Optional.empty(),
                federation.training(),
                federation.aggregation().rule(),
                1),
            new SimulatedClients(
                10 * AT_WORK,
                Set.of(),
                client -> 1,
                new DispatchOutcomes(
                    new DispatchConditions(
                        new Devices(
                            new Devices.Profile(
                                new Distribution.Lognormal(1, 0.5), new Distribution.Fixed(0), 1e6),
                            List.of()),
                        Availability.ALWAYS,
                        0),
                    ToyRun.STREAMS)),
            toy.timeline(),
            toy.images(),
            ToyRun.STREAMS);
    ParameterVector delta =
        ParameterVector.adopt(new float[toy.initialModel().parameters().length()]);
    return ToyRun.run(
            setup,
            client ->
                (task, model, fired, learner) ->
                    new ClientReply.Update(new ModelUpdate(client, 1, delta)),
            1,
            (time, event) -> {})
        .parameters();
  }
}
