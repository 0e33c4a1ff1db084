package dev.gauntlet.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.data.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final ImageShape GREY = new ImageShape(1, 28, 28);
  private static final Layer CONVOLUTION = new Layer.Convolution(4, 3, 1, 0, Activation.RELU);

  @Test
  void thePapersNetworkHasItsShapesAndParameters() {
    Architecture lenet = Architectures.named("lenet-20-50", GREY, 10);
    assertThat(lenet.outputShapes())
        .containsExactly(
            new ImageShape(20, 24, 24),
            new ImageShape(20, 12, 12),
            new ImageShape(50, 8, 8),
            new ImageShape(50, 4, 4),
            new ImageShape(500, 1, 1));
    assertThat(lenet.parameterCount()).isEqualTo(431_080);
    assertThat(lenet.lastConvolution()).isEqualTo(new ChannelBlock(50, 500, 520, 570));
  }

  @Test
  void parameterBlocksCoverTheVectorOnce() {
    Architecture architecture = Samples.mixed();
    int[] covered = new int[architecture.parameterCount()];
    for (ParameterBlock block : architecture.parameterBlocks()) {
      for (int i = 0; i < block.outputs() * block.inputs(); i++) {
        covered[block.weightOffset() + i]++;
      }
      for (int i = 0; i < block.outputs(); i++) {
        covered[block.biasOffset() + i]++;
      }
    }
    assertThat(covered).containsOnly(1);
  }

  @Test
  void incompleteWindowsAreLeftOut() {
    assertThat(architecture(CONVOLUTION, new Layer.MaxPooling(3, 2)).outputShapes().get(1))
        .isEqualTo(new ImageShape(4, 12, 12));
    assertThat(architecture(new Layer.Convolution(4, 5, 3, 1, Activation.RELU)).outputShapes())
        .containsExactly(new ImageShape(4, 9, 9));
  }

  @Test
  void refusesLayersThatDoNotFit() {
    assertRefused("layer 1", CONVOLUTION, new Layer.MaxPooling(27, 1));
    assertRefused("larger than its input", new Layer.Convolution(1, 29, 1, 0, Activation.RELU));
    assertRefused("pads more", new Layer.Convolution(1, 3, 1, 3, Activation.RELU));
    assertRefused("after a dense layer", CONVOLUTION, dense(5), CONVOLUTION);
    assertRefused("at least one convolution", dense(5));
    assertRefused("outputs", new Layer.Convolution(1 << 20, 3, 1, 0, Activation.RELU));
    assertRefused("parameters", CONVOLUTION, dense(1 << 20));
  }

  @Test
  void refusesFewerThanTwoClasses() {
    assertThatThrownBy(() -> new Architecture("one", GREY, 1, List.of(CONVOLUTION)))
        .hasMessageContaining("at least 2 classes");
  }

  @Test
  void refusesANameThatNoNetworkHas() {
    assertThatThrownBy(() -> Architectures.named("lenet-5", GREY, 10))
        .hasMessageContaining("lenet-5");
  }

  private static Layer dense(int units) {
    return new Layer.Dense(units, Activation.RELU);
  }

  private static Architecture architecture(Layer... layers) {
    return new Architecture("tested", GREY, 10, List.of(layers));
  }

  private static void assertRefused(String message, Layer... layers) {
    assertThatThrownBy(() -> architecture(layers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
