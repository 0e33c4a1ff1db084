package dev.gauntlet.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.gauntlet.aggregation.AggregatorState;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.RoundUpdates;
import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.InitialModel;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Samples;
import dev.gauntlet.learning.engine.NetworkEngines;
import dev.gauntlet.simulation.RandomStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Gauntlet's side of {@code bench/against-pytorch}: reads requests {@code WORK NETWORK BATCH IMAGES
 * CLIENTS THREADS}, a line each, and answers the processor and the wall seconds that each took. The
 * work is {@code train}, a round in which each client trains on that many images once and the
 * server aggregates, or {@code infer}, in which each classifies them.
 */
public final class SideBySide {

  /** Images before the clock starts, for the compiler and the buffers. */
  private static final int WARM_UP = 640;

  private SideBySide() {}

  /** Answers until standard input ends. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      Architecture architecture = LearnerBenchmark.architecture(words[1]);
      int[] sizes = IntStream.range(2, 6).map(i -> Integer.parseInt(words[i])).toArray();
      Examples images = Samples.noise(architecture, sizes[1]);
      ForkJoinPool threads = new ForkJoinPool(sizes[3]);
      try (Learners learners = new Learners(NetworkEngines.preferred(), architecture)) {
        Consumer<Examples> work =
            words[0].equals("train")
                ? examples -> round(learners, architecture, sizes[0], examples, sizes[2])
                : examples -> inference(learners, architecture, examples, sizes[2]);
        Examples few = Samples.first(images, Math.min(sizes[1], WARM_UP));
        threads.submit(() -> work.accept(few)).get();
        long processor = processorNanos();
        long wall = System.nanoTime();
        threads.submit(() -> work.accept(images)).get();
        System.out.printf(
            Locale.ROOT,
            "%.6f %.6f%n",
            (processorNanos() - processor) / 1e9,
            (System.nanoTime() - wall) / 1e9);
      }
      threads.shutdown();
    }
  }

  private static void round(
      Learners learners, Architecture architecture, int batch, Examples images, int clients) {
    ParameterVector model = InitialModel.draw(architecture, Samples.order());
    LocalTraining training = new LocalTraining(1, batch, 0.01, 0, PrunedChannels.NONE);
    List<ModelUpdate> updates =
        IntStream.range(0, clients)
            .parallel()
            .mapToObj(
                client -> {
                  ParameterVector reached =
                      learners.ofThisThread().train(model, images, training, Samples.order());
                  return new ModelUpdate(new ClientId(client), images.size(), reached.minus(model));
                })
            .toList();
    RoundUpdates collected =
        new RoundUpdates(1, updates, model, Optional.empty(), new RandomStreams(1));
    model.plus(new FederatedAveraging().combine(collected, AggregatorState.NONE).delta(), 1);
  }

  private static void inference(
      Learners learners, Architecture architecture, Examples images, int clients) {
    ParameterVector model = InitialModel.draw(architecture, Samples.order());
    IntStream.range(0, clients)
        .parallel()
        .forEach(client -> learners.ofThisThread().predict(model, images));
  }

  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
