package dev.gauntlet.bench;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Architectures;
import dev.gauntlet.learning.InitialModel;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Samples;
import dev.gauntlet.learning.engine.NetworkEngines;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A learner's work on each network, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LearnerBenchmark {

  private static final int STEPS = 20;
  private static final int INFERRED = 500;

  @Param({"lenet-20-50", "lenet-8-16", "fashion-cnn", "cifar-cnn"})
  String network = "";

  private Learner learner;
  private ParameterVector model;
  private Examples images;

  /** Draws a model and images. */
  @Setup
  public void open() {
    Architecture architecture = architecture(network);
    learner = NetworkEngines.preferred().newLearner(architecture);
    model = InitialModel.draw(architecture, Samples.order());
    images = Samples.noise(architecture, Math.max(INFERRED, STEPS * 64));
  }

  /** The network of that name over the images it is meant for. */
  static Architecture architecture(String network) {
    boolean coloured = network.startsWith("cifar");
    ImageShape shape = coloured ? new ImageShape(3, 32, 32) : new ImageShape(1, 28, 28);
    return Architectures.named(network, shape, 10);
  }

  /** A step of gradient descent on 32 images. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public ParameterVector stepOf32() {
    return train(32);
  }

  /** A step of gradient descent on 64 images. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public ParameterVector stepOf64() {
    return train(64);
  }

  private ParameterVector train(int batch) {
    return learner.train(
        model,
        Samples.first(images, STEPS * batch),
        new LocalTraining(1, batch, 0.01, 0, PrunedChannels.NONE),
        Samples.order());
  }

  /** The classes of 500 images. */
  @Benchmark
  public int[] inferenceOf500() {
    return learner.predict(model, Samples.first(images, INFERRED));
  }

  /** The activation record of 500 images. */
  @Benchmark
  public double[] activationRecordOf500() {
    return learner.activations(
        model, Samples.first(images, INFERRED), ActivationRecord.AFTER_ACTIVATION);
  }

  /** Gives memory back. */
  @TearDown
  public void close() {
    learner.close();
  }
}
