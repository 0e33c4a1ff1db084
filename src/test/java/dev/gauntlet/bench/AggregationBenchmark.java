package dev.gauntlet.bench;

import dev.gauntlet.aggregation.Aggregation;
import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.AggregatorState;
import dev.gauntlet.aggregation.Bulyan;
import dev.gauntlet.aggregation.CenteredClipping;
import dev.gauntlet.aggregation.CoordinateMedian;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.FlTrust;
import dev.gauntlet.aggregation.Flame;
import dev.gauntlet.aggregation.FoolsGold;
import dev.gauntlet.aggregation.GeometricMedian;
import dev.gauntlet.aggregation.Krum;
import dev.gauntlet.aggregation.MultiKrum;
import dev.gauntlet.aggregation.NormBounding;
import dev.gauntlet.aggregation.RobustLearningRate;
import dev.gauntlet.aggregation.RoundUpdates;
import dev.gauntlet.aggregation.Spectral;
import dev.gauntlet.aggregation.TrimmedMean;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Every aggregation rule on updates of lenet-20-50, beside reading them once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AggregationBenchmark {

  private static final int PARAMETERS = 431_080;
  private static final int BLOCK = 2048;
  private static final RandomStreams STREAMS = new RandomStreams(1);

  private static final Map<String, Aggregator> RULES =
      Map.ofEntries(
          Map.entry("fedavg", new FederatedAveraging()),
          Map.entry("median", new CoordinateMedian()),
          Map.entry("trimmed-mean", new TrimmedMean(0.2)),
          Map.entry("krum", new Krum(2)),
          Map.entry("multi-krum", new MultiKrum(2, OptionalInt.empty())),
          Map.entry("bulyan", new Bulyan(1)),
          Map.entry("geometric-median", new GeometricMedian(100, 1e-5, 1e-6)),
          Map.entry("norm-bounding", new NormBounding(1, 0)),
          Map.entry("foolsgold", new FoolsGold()),
          Map.entry("fltrust", new FlTrust()),
          Map.entry("flame", new Flame(0.001)),
          Map.entry("centered-clipping", new CenteredClipping(1, 1)),
          Map.entry("spectral", new Spectral(4, 10)),
          Map.entry("robust-learning-rate", new RobustLearningRate(2)));

  @Param({"10", "100"})
  private int clients;

  @Param({
    "fedavg",
    "median",
    "trimmed-mean",
    "krum",
    "multi-krum",
    "bulyan",
    "geometric-median",
    "norm-bounding",
    "foolsgold",
    "fltrust",
    "flame",
    "centered-clipping",
    "spectral",
    "robust-learning-rate"
  })
  private String rule;

  private RoundUpdates round;

  /** Draws the updates; one parameter in ten is the same for all, as behind a dead unit. */
  @Setup
  public void draw() {
    List<ModelUpdate> updates =
        IntStream.range(0, clients)
            .mapToObj(i -> new ModelUpdate(new ClientId(i), 600, vector(i)))
            .toList();
    round =
        new RoundUpdates(1, updates, vector(clients), Optional.of(vector(clients + 1)), STREAMS);
  }

  private static ParameterVector vector(int number) {
    RandomGenerator random = STREAMS.stream("vector", number);
    float[] values = new float[PARAMETERS];
    for (int k = 0; k < PARAMETERS; k++) {
      values[k] = k % 10 == 0 ? 0 : (float) (0.01 * random.nextGaussian());
    }
    return ParameterVector.adopt(values);
  }

  /** A rule. Bulyan and Krum do the same work for any number of attackers, or less for more. */
  @Benchmark
  public Aggregation combine() {
    return RULES.get(rule).combine(round, AggregatorState.NONE);
  }

  /** All values copied into the first-level cache, on all cores: what reading once takes. */
  @Benchmark
  public double read() {
    return IntStream.range(0, (PARAMETERS + BLOCK - 1) / BLOCK)
        .parallel()
        .mapToDouble(
            block -> {
              float[] values = new float[BLOCK];
              int start = block * BLOCK;
              int count = Math.min(BLOCK, PARAMETERS - start);
              for (ModelUpdate update : round.updates()) {
                update.delta().copyTo(values, start, count);
              }
              return values[0];
            })
        .sum();
  }
}
