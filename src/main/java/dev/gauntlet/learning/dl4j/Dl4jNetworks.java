package dev.gauntlet.learning.dl4j;

import dev.gauntlet.data.ImageShape;
import dev.gauntlet.learning.Activation;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Layer;
import dev.gauntlet.match.Match;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Architectures as Deeplearning4j networks, whose flattened parameters lie as {@link
 * Architecture#parameterBlocks()} says.
 */
final class Dl4jNetworks {

  private static final Match<Layer, org.deeplearning4j.nn.conf.layers.Layer> CONFIGURATION =
      Match.<Layer, org.deeplearning4j.nn.conf.layers.Layer>on(Layer.class)
          .when(Layer.Convolution.class, Dl4jNetworks::convolution)
          .when(
              Layer.MaxPooling.class,
              p -> pooling(SubsamplingLayer.PoolingType.MAX, p.size(), p.stride()))
          .when(
              Layer.AveragePooling.class,
              p -> pooling(SubsamplingLayer.PoolingType.AVG, p.size(), p.stride()))
          .when(Layer.Dense.class, Dl4jNetworks::dense)
          .complete();

  private Dl4jNetworks() {}

  /** The configuration of a network; equal architectures give equal JSON. */
  static MultiLayerConfiguration configuration(Architecture architecture) {
    ImageShape input = architecture.input();
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            // Never drawn from, but written into the JSON, where the default is the wall clock.
            .seed(0)
            .dataType(DataType.FLOAT)
            .updater(new Sgd())
            .list();
    architecture.layers().forEach(layer -> layers.layer(CONFIGURATION.of(layer)));
    return layers
        .layer(
            new OutputLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                .nOut(architecture.classes())
                .activation(org.nd4j.linalg.activations.Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(input.height(), input.width(), input.channels()))
        .build();
  }

  /** A network with all parameters 0. */
  static MultiLayerNetwork network(Architecture architecture) {
    SingleThread.enter();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(architecture));
    network.init(Nd4j.zeros(DataType.FLOAT, 1, architecture.parameterCount()), false);
    return network;
  }

  private static ConvolutionLayer convolution(Layer.Convolution layer) {
    return new ConvolutionLayer.Builder(layer.kernel(), layer.kernel())
        .stride(layer.stride(), layer.stride())
        .padding(layer.padding(), layer.padding())
        .nOut(layer.filters())
        .activation(activation(layer.activation()))
        .build();
  }

  private static DenseLayer dense(Layer.Dense layer) {
    return new DenseLayer.Builder()
        .nOut(layer.units())
        .activation(activation(layer.activation()))
        .build();
  }

  private static SubsamplingLayer pooling(SubsamplingLayer.PoolingType type, int size, int stride) {
    return new SubsamplingLayer.Builder(type).kernelSize(size, size).stride(stride, stride).build();
  }

  private static org.nd4j.linalg.activations.Activation activation(Activation activation) {
    return switch (activation) {
      case IDENTITY -> org.nd4j.linalg.activations.Activation.IDENTITY;
      case RELU -> org.nd4j.linalg.activations.Activation.RELU;
      case SIGMOID -> org.nd4j.linalg.activations.Activation.SIGMOID;
      case TANH -> org.nd4j.linalg.activations.Activation.TANH;
    };
  }
}
