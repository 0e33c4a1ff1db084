package dev.gauntlet.learning;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.dl4j.Dl4jEngine;
import dev.gauntlet.learning.dl4j.PlainDeeplearning4j;
import dev.gauntlet.learning.openblas.OpenBlasEngine;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How fast the engines train and infer; run by {@code bench/engine}. Arguments: the engine ({@code
 * openblas}, {@code dl4j} or {@code dl4j-plain}), the number of learners side by side, seconds a
 * measurement, and names of networks.
 */
public final class EngineBenchmark {

  private static final int TRAINED = 640;
  private static final int INFERRED = 500;

  private EngineBenchmark() {}

  /** Prints a line a network: the median and the best of all repetitions. */
  public static void main(String[] arguments) throws InterruptedException {
    NetworkEngine engine =
        switch (arguments[0]) {
          case "dl4j" -> new Dl4jEngine();
          case "dl4j-plain" -> new PlainDeeplearning4j();
          default -> new OpenBlasEngine();
        };
    int learners = Integer.parseInt(arguments[1]);
    double seconds = Double.parseDouble(arguments[2]);
    List<String> names = Arrays.asList(arguments).subList(3, arguments.length);
    System.out.println(engine.description() + ", " + learners + " learner(s), batch 32");
    for (String name : names.isEmpty() ? Architectures.names() : names) {
      boolean coloured = name.startsWith("cifar");
      ImageShape shape = coloured ? new ImageShape(3, 32, 32) : new ImageShape(1, 28, 28);
      Architecture architecture = Architectures.named(name, shape, 10);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < learners; i++) {
        Thread thread = new Thread(() -> measure(engine, architecture, seconds));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void measure(NetworkEngine engine, Architecture architecture, double seconds) {
    ParameterVector start = Samples.model(architecture, 1);
    Examples examples = Samples.noise(architecture, TRAINED);
    Examples inferred = Samples.noise(architecture, INFERRED);
    LocalTraining training = new LocalTraining(1, 32, 0.01, 0, PrunedChannels.NONE);
    try (Learner learner = engine.newLearner(architecture)) {
      double[] train =
          millis(seconds, () -> learner.train(start, examples, training, Samples.order()));
      double[] infer = millis(seconds, () -> learner.predict(start, inferred));
      System.out.printf(
          Locale.ROOT,
          "%-12s a step of 32: median %.2f ms, best %.2f, %.0f samples/s;"
              + " %d inferred: median %.1f ms, best %.1f, %.0f samples/s%n",
          architecture.name(),
          train[0] / (TRAINED / 32.0),
          train[1] / (TRAINED / 32.0),
          TRAINED * 1e3 / train[0],
          INFERRED,
          infer[0],
          infer[1],
          INFERRED * 1e3 / infer[0]);
    }
  }

  /** Median and best of as many repetitions as fit, after as long a warm-up. */
  private static double[] millis(double seconds, Runnable work) {
    repeat(seconds, work);
    double[] sorted = repeat(seconds, work);
    return new double[] {sorted[sorted.length / 2], sorted[0]};
  }

  /** The thread's own time: what others do on the machine disturbs it least. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double[] repeat(double seconds, Runnable work) {
    List<Double> millis = new ArrayList<>();
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < seconds * 1e9 || millis.size() < 3) {
      long from = cpuNanos();
      work.run();
      millis.add((cpuNanos() - from) / 1e6);
    }
    return millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
