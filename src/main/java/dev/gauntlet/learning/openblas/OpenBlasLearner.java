package dev.gauntlet.learning.openblas;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.BatchSequence;
import dev.gauntlet.learning.InputGradient;
import dev.gauntlet.learning.Inputs;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A learner over one {@link Network}, kept for its whole life. */
final class OpenBlasLearner implements Learner {

  /** More images at a time fill the matrices no better, and fall out of the caches. */
  private static final int INFERENCE_BATCH = 64;

  private final Architecture architecture;
  private @Nullable Network network;

  /** What the network was last loaded with, if it still has it: many batches may share a model. */
  private @Nullable ParameterVector loaded;

  private boolean closed;

  OpenBlasLearner(Architecture architecture) {
    this.architecture = architecture;
  }

  @Override
  public ParameterVector train(
      ParameterVector start, Examples examples, LocalTraining training, RandomGenerator order) {
    Inputs.require(architecture, start, examples);
    Network trained = network(training.examplesPerStep());
    float[] parameters = start.toArray();
    loaded = null;
    trained.load(parameters);
    trained.begin(training);
    boolean constrained = !training.constraints().isEmpty();
    float[] held = constrained ? held(start, training) : parameters;
    BatchSequence.forEach(
        examples.size(),
        training,
        order,
        (indices, from, count) -> {
          trained.fill(examples, indices, from, count);
          boolean finite = trained.train();
          if (constrained) {
            trained.store(parameters);
            training.constrain(parameters, held);
            trained.load(parameters);
          }
          return finite;
        });
    trained.store(parameters);
    return ParameterVector.adopt(parameters);
  }

  private float[] held(ParameterVector start, LocalTraining training) {
    return architecture.lastConvolution().pruned(start, training.pruned()).toArray();
  }

  @Override
  public int[] predict(ParameterVector model, Examples examples) {
    int[] classes = new int[examples.size()];
    infer(model, examples, (inferring, from) -> inferring.predict(classes, from));
    return classes;
  }

  @Override
  public double loss(ParameterVector model, Examples examples) {
    Inputs.requireSome(examples);
    double[] sum = new double[1];
    infer(model, examples, (inferring, from) -> sum[0] += inferring.loss());
    return sum[0] / examples.size();
  }

  @Override
  public InputGradient inputGradient(ParameterVector model, Examples examples) {
    Inputs.requireSome(examples);
    int pixels = architecture.input().size();
    float[] slopes = new float[examples.size() * pixels];
    double[] sum = new double[1];
    int[] correct = new int[1];
    infer(
        model,
        examples,
        (inferring, from) -> {
          int count = Math.min(INFERENCE_BATCH, examples.size() - from);
          sum[0] += inferring.loss();
          correct[0] +=
              inferring.inputGradient((float) count / examples.size(), slopes, from * pixels);
        });
    architecture.normalization().toPixels(slopes, architecture.input());
    return new InputGradient(sum[0] / examples.size(), correct[0], slopes);
  }

  @Override
  public double[] activations(ParameterVector model, Examples examples, ActivationRecord which) {
    double[] record = new double[architecture.lastConvolution().channels()];
    if (examples.size() == 0) {
      throw new IllegalArgumentException("an activation record needs at least one example");
    }
    infer(model, examples, (inferring, from) -> inferring.addActivations(which, record));
    for (int channel = 0; channel < record.length; channel++) {
      record[channel] /= examples.size();
    }
    return record;
  }

  private interface Inference {
    void take(Network network, int from);
  }

  // A vector never changes, so that the same one need not be compared value by value.
  @SuppressWarnings("ReferenceEquality")
  private void infer(ParameterVector model, Examples examples, Inference inference) {
    Inputs.require(architecture, model, examples);
    Network inferring = network(INFERENCE_BATCH);
    if (loaded != model) {
      inferring.load(model.toArray());
      loaded = model;
    }
    int[] order = IntStream.range(0, examples.size()).toArray();
    for (int from = 0; from < order.length; from += INFERENCE_BATCH) {
      inferring.fill(examples, order, from, Math.min(INFERENCE_BATCH, order.length - from));
      inference.take(inferring, from);
    }
  }

  /** The network, made again only for a larger batch than any before. */
  private Network network(int capacity) {
    if (closed) {
      throw new IllegalStateException("this learner is closed");
    }
    if (network == null || network.capacity() < capacity) {
      if (network != null) {
        network.close();
      }
      network = null;
      loaded = null;
      network = new Network(architecture, Math.max(capacity, INFERENCE_BATCH));
    }
    return network;
  }

  @Override
  public void close() {
    closed = true;
    if (network != null) {
      network.close();
    }
  }
}
