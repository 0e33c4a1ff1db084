package dev.gauntlet.learning.dl4j;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.BatchSequence;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.InputGradient;
import dev.gauntlet.learning.Inputs;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A learner that leaves every step to one Deeplearning4j network, kept for its whole life. */
final class Dl4jLearner implements Learner {

  private static final int INFERENCE_BATCH = 250;

  private final Architecture architecture;
  private final MultiLayerNetwork network;
  private final FloatPointer parameters;
  private final ChannelBlock lastConvolution;
  private @Nullable ImageBatch trainingBatch;
  private @Nullable ImageBatch inferenceBatch;

  Dl4jLearner(Architecture architecture) {
    this.architecture = architecture;
    network = Dl4jNetworks.network(architecture);
    parameters = ImageBatch.memory(network.params());
    lastConvolution = architecture.lastConvolution();
  }

  @Override
  public ParameterVector train(
      ParameterVector start, Examples examples, LocalTraining training, RandomGenerator order) {
    Inputs.require(architecture, start, examples);
    SingleThread.enter();
    load(lastConvolution.pruned(start, training.pruned()));
    NetworkDescent descent = new NetworkDescent(architecture, network, training);
    ImageBatch batch = trainingBatch(training.examplesPerStep());
    boolean constrained = !training.constraints().isEmpty();
    float[] held =
        constrained ? lastConvolution.pruned(start, training.pruned()).toArray() : new float[0];
    float[] reached = new float[start.length()];
    BatchSequence.forEach(
        examples.size(),
        training,
        order,
        (indices, from, count) -> {
          batch.fill(examples, indices, from, count);
          descent.step(batch.images(count), batch.labels(count));
          zero(training.pruned());
          if (constrained) {
            parameters.position(0).get(reached);
            training.constrain(reached, held);
            parameters.position(0).put(reached);
          }
          return !Double.isNaN(network.score());
        });
    parameters.position(0).get(reached);
    return ParameterVector.adopt(reached);
  }

  @Override
  public int[] predict(ParameterVector model, Examples examples) {
    Inputs.require(architecture, model, examples);
    load(model);
    int[] predicted = new int[examples.size()];
    forEachInferenceBatch(
        examples,
        (from, images, labels) -> {
          try (INDArray probabilities = network.output(images)) {
            float[][] rows = probabilities.toFloatMatrix();
            for (int i = 0; i < rows.length; i++) {
              predicted[from + i] = mostProbable(rows[i]);
            }
          }
        });
    return predicted;
  }

  @Override
  public double loss(ParameterVector model, Examples examples) {
    Inputs.require(architecture, model, examples);
    Inputs.requireSome(examples);
    load(model);
    double[] sum = new double[1];
    forEachInferenceBatch(
        examples,
        (from, images, labels) -> {
          try (INDArray probabilities = network.output(images)) {
            float[][] rows = probabilities.toFloatMatrix();
            for (int i = 0; i < rows.length; i++) {
              // A probability that has underflowed counts as the smallest there is.
              sum[0] -= Math.log(Math.max(rows[i][examples.label(from + i)], Float.MIN_VALUE));
            }
          }
        });
    return sum[0] / examples.size();
  }

  @Override
  public InputGradient inputGradient(ParameterVector model, Examples examples) {
    double loss = loss(model, examples);
    int[] predicted = predict(model, examples);
    int correct = 0;
    for (int i = 0; i < predicted.length; i++) {
      correct += predicted[i] == examples.label(i) ? 1 : 0;
    }
    int pixels = architecture.input().size();
    float[] slopes = new float[examples.size() * pixels];
    forEachInferenceBatch(
        examples,
        (from, images, labels) -> {
          try (INDArray ofImages =
              network.calculateGradients(images, labels, null, null).getSecond()) {
            // The gradient of each image's own loss, of which there are so many in the mean.
            float[] values = ofImages.dup('c').data().asFloat();
            for (int i = 0; i < values.length; i++) {
              slopes[from * pixels + i] = values[i] / examples.size();
            }
          }
        });
    architecture.normalization().toPixels(slopes, architecture.input());
    return new InputGradient(loss, correct, slopes);
  }

  @Override
  public double[] activations(ParameterVector model, Examples examples, ActivationRecord which) {
    Inputs.require(architecture, model, examples);
    if (examples.size() == 0) {
      throw new IllegalArgumentException("an activation record needs at least one example");
    }
    load(model);
    double[] record = new double[lastConvolution.channels()];
    forEachInferenceBatch(
        examples,
        (from, images, labels) -> {
          INDArray output = images;
          for (int i = 0; i <= architecture.lastConvolutionIndex(); i++) {
            INDArray input = output;
            output = output(i, input, which);
            if (i > 0) {
              input.close();
            }
          }
          try (INDArray sums = output.sum(0, 2, 3)) {
            for (int channel = 0; channel < record.length; channel++) {
              record[channel] += sums.getDouble(channel) / examples.size();
            }
          }
          output.close();
        });
    return record;
  }

  /** The output of a layer, without its activation function if it is the last convolution's. */
  private INDArray output(int layer, INDArray input, ActivationRecord which) {
    if (layer == architecture.lastConvolutionIndex()
        && which == ActivationRecord.BEFORE_ACTIVATION) {
      ConvolutionLayer last = (ConvolutionLayer) network.getLayer(layer).conf().getLayer();
      IActivation function = last.getActivationFn();
      last.setActivationFn(new ActivationIdentity());
      try {
        return activated(layer, input);
      } finally {
        last.setActivationFn(function);
      }
    }
    return activated(layer, input);
  }

  private INDArray activated(int layer, INDArray input) {
    return network.getLayer(layer).activate(input, false, LayerWorkspaceMgr.noWorkspaces());
  }

  @Override
  public void close() {
    network.close();
    if (trainingBatch != null) {
      trainingBatch.close();
    }
    if (inferenceBatch != null) {
      inferenceBatch.close();
    }
  }

  private interface InferenceStep {
    void take(int from, INDArray images, INDArray labels);
  }

  private void forEachInferenceBatch(Examples examples, InferenceStep step) {
    SingleThread.enter();
    ImageBatch batch = inferenceBatch;
    if (batch == null) {
      batch = new ImageBatch(architecture, INFERENCE_BATCH);
      inferenceBatch = batch;
    }
    int[] order = IntStream.range(0, examples.size()).toArray();
    for (int from = 0; from < order.length; from += INFERENCE_BATCH) {
      int count = Math.min(INFERENCE_BATCH, order.length - from);
      batch.fill(examples, order, from, count);
      step.take(from, batch.images(count), batch.labels(count));
    }
    network.clear();
  }

  private ImageBatch trainingBatch(int size) {
    if (trainingBatch == null || trainingBatch.capacity() != size) {
      if (trainingBatch != null) {
        trainingBatch.close();
      }
      trainingBatch = new ImageBatch(architecture, size);
    }
    return trainingBatch;
  }

  private void load(ParameterVector model) {
    parameters.position(0).put(model.toArray());
  }

  private void zero(PrunedChannels pruned) {
    float[] zeros = new float[lastConvolution.weightsPerChannel()];
    for (int channel : pruned.toArray()) {
      parameters.position(lastConvolution.weightOffset() + (long) channel * zeros.length);
      parameters.put(zeros);
      parameters.position(lastConvolution.biasOffset() + channel).put(0f);
    }
  }

  private static int mostProbable(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }
}
