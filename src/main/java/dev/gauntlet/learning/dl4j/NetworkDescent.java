package dev.gauntlet.learning.dl4j;

import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Descent;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.ParameterBlock;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/**
 * The steps of one local training on a Deeplearning4j network. Those without momentum it takes by
 * itself; of its updaters with momentum there is only Nesterov's, so that for both kinds it gives
 * the gradient, and the step is taken here.
 */
final class NetworkDescent {

  private final Architecture architecture;
  private final MultiLayerNetwork network;
  private final LocalTraining training;
  private final FloatPointer parameters;
  private final float[] values;
  private final float[] slopes;
  private final float[] velocity;

  /** Begins at velocity 0. */
  NetworkDescent(Architecture architecture, MultiLayerNetwork network, LocalTraining training) {
    this.architecture = architecture;
    this.network = network;
    this.training = training;
    parameters = ImageBatch.memory(network.params());
    network.setLearningRate(training.learningRate());
    int length = training.optimiser().momentum() == 0 ? 0 : architecture.parameterCount();
    values = new float[length];
    slopes = new float[length];
    velocity = new float[length];
    architecture.parameterBlocks().forEach(this::regularize);
    if (length > 0 && network.getFlattenedGradients() == null) {
      network.initGradientsView();
    }
  }

  /** ND4J applies it as {@code coefficient * w}, added to the gradient before the step. */
  private void regularize(ParameterBlock block) {
    double l2 = l2(block);
    BaseLayer layer = (BaseLayer) network.getLayer(block.layer()).conf().getLayer();
    layer.setRegularization(l2 == 0 ? List.of() : List.of(new L2Regularization(l2)));
  }

  private double l2(ParameterBlock block) {
    double decay = training.optimiser().weightDecay();
    boolean last = block.layer() == architecture.lastConvolutionIndex();
    return last ? decay + training.lastConvL2() : decay;
  }

  /** Takes a step on the batch. */
  void step(INDArray images, INDArray labels) {
    if (training.optimiser().momentum() == 0) {
      network.fit(images, labels);
      return;
    }
    network.setInput(images);
    network.setLabels(labels);
    network.computeGradientAndScore();
    float share = 1f / images.size(0);
    for (ParameterBlock block : architecture.parameterBlocks()) {
      step(block.biasOffset(), block.outputs(), share, 0);
      step(block.weightOffset(), block.outputs() * block.inputs(), share, l2(block));
    }
  }

  /** The network's gradient is the sum over the batch; {@code share} makes it the mean. */
  private void step(int offset, int length, float share, double l2) {
    parameters.position(offset).get(values, 0, length);
    ImageBatch.memory(network.getFlattenedGradients()).position(offset).get(slopes, 0, length);
    for (int i = 0; i < length; i++) {
      slopes[i] *= share;
    }
    Descent.of(training.optimiser(), l2).step(values, slopes, length, velocity, offset);
    parameters.position(offset).put(values, 0, length);
  }
}
