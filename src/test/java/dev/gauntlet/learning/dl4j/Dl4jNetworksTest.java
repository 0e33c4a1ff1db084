package dev.gauntlet.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.data.ImageShape;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Architectures;
import dev.gauntlet.learning.ParameterBlock;
import dev.gauntlet.learning.Samples;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jNetworksTest {

  @Test
  void parametersLieWhereTheArchitectureSays() {
    Architecture architecture = Samples.mixed();
    MultiLayerNetwork network = Dl4jNetworks.network(architecture);
    int count = architecture.parameterCount();
    network.setParams(Nd4j.arange(count).castTo(DataType.FLOAT).reshape(1, count));

    for (ParameterBlock block : architecture.parameterBlocks()) {
      INDArray weights = network.getParam(block.layer() + "_W");
      INDArray biases = network.getParam(block.layer() + "_b");
      assertThat(weights.length()).isEqualTo((long) block.outputs() * block.inputs());
      assertThat(biases.length()).isEqualTo(block.outputs());
      for (int o = 0; o < block.outputs(); o++) {
        assertThat(biases.getDouble(o)).isEqualTo(block.biasOffset() + o);
        for (int i = 0; i < block.inputs(); i++) {
          double expected = block.weightOffset() + o * block.inputs() + i;
          assertThat(weight(weights, o, i)).isEqualTo(expected);
        }
      }
    }
    network.close();
  }

  @Test
  void everyNamedNetworkHasAsManyParametersInDeeplearning4j() {
    for (String name : Architectures.names()) {
      Architecture architecture = Architectures.named(name, new ImageShape(3, 32, 32), 10);
      MultiLayerNetwork network = new MultiLayerNetwork(Dl4jNetworks.configuration(architecture));
      network.init();
      assertThat(network.numParams()).as(name).isEqualTo(architecture.parameterCount());
      network.close();
    }
  }

  @Test
  void equalArchitecturesGiveEqualConfigurations() {
    assertThat(Dl4jNetworks.configuration(Samples.mixed()).toJson())
        .isEqualTo(Dl4jNetworks.configuration(Samples.mixed()).toJson());
  }

  private static double weight(INDArray weights, int output, int input) {
    if (weights.rank() == 2) {
      return weights.getDouble(input, output);
    }
    long rows = weights.size(2);
    long columns = weights.size(3);
    long channel = input / (rows * columns);
    return weights.getDouble(
        new int[] {output, (int) channel, (int) (input / columns % rows), (int) (input % columns)});
  }
}
