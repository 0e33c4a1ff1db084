package dev.gauntlet.bench;

import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.defense.ExtremeWeights;
import dev.gauntlet.defense.NeuronRanking;
import dev.gauntlet.defense.PruningOrder;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Samples;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the server computes itself, on models of lenet-20-50: 431,080 parameters, 50 channels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ServerBenchmark {

  private final Architecture network = LearnerBenchmark.architecture("lenet-20-50");
  private final ChannelBlock block = network.lastConvolution();
  private GlobalModel model;
  private List<double[]> activations;

  /** Draws a model and activation records. */
  @Setup
  public void draw() {
    model = new GlobalModel(0, Samples.model(network, 0), PrunedChannels.NONE, WeightMoments.NONE);
    RandomGenerator random = Samples.order();
    activations =
        IntStream.range(0, 100).mapToObj(i -> random.doubles(block.channels()).toArray()).toList();
  }

  /** 100 clients rank 50 channels, and the server counts. */
  @Benchmark
  public List<Integer> vote100() {
    return PruningOrder.byRanking(activations.stream().map(NeuronRanking::ofActivations).toList());
  }

  /** One more channel is pruned. */
  @Benchmark
  public GlobalModel pruneStep() {
    return model.pruning(PrunedChannels.of(17), block);
  }

  /** The models at every delta from 5 to 1 in steps of a quarter; their validation is inference. */
  @Benchmark
  public int clipSearch() {
    ExtremeWeights weights =
        new ExtremeWeights(model.parameters(), block, model.pruned(), WeightMoments.NONE);
    int zeroed = 0;
    for (double delta : new ClippingDelta.Search(5, 1, 0.25, 0.01).candidates()) {
      zeroed += weights.clip(delta).zeroedWeights();
    }
    return zeroed;
  }
}
