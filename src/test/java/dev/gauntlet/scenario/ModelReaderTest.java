package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.learning.Activation;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Layer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelReaderTest {

  @TempDir Path folder;

  @Test
  void aNetworkCanBeSpelledOut() {
    String text =
        """
        model { layers = [
          { type = convolution, filters = 8, kernel = 5 }
          { type = max-pooling, size = 2 }
          { type = convolution, filters = 4, kernel = 3, stride = 2, padding = 1, activation = tanh }
          { type = average-pooling, size = 2, stride = 1 }
          { type = dense, units = 20, activation = sigmoid }
        ] }
        """;

    Architecture model = ScenarioFile.of(folder, text).read().architecture();

    assertThat(model.name()).isEqualTo("custom");
    assertThat(model.layers())
        .containsExactly(
            new Layer.Convolution(8, 5, 1, 0, Activation.RELU),
            new Layer.MaxPooling(2, 2),
            new Layer.Convolution(4, 3, 2, 1, Activation.TANH),
            new Layer.AveragePooling(2, 1),
            new Layer.Dense(20, Activation.SIGMOID));
  }

  @Test
  void aNetworkTakesTheShapeOfItsImages() {
    assertThat(ScenarioFile.of(folder, "data.source = cifar-10").read().architecture().input())
        .hasToString("3 x 32 x 32");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lenet-20-5         | : unknown network 'lenet-20-5'; did you mean lenet-20-50?
          3                  | : unknown network '3'
          [conv]             | : a list [ ... ] is not the name of a network
          { }                | .layers: is missing
          { layers = [] }    | .layers: a network needs at least one convolution
          { layers = [ { type = dense, units = 5 } ] } | .layers: a network needs at least one convolution
          { layers = [ { units = 5 } ] } | .layers.0.type: is missing; expected the name of a layer: convolution
          { layers = [ { type = conv } ] } | .layers.0.type: unknown layer 'conv'
          { layers = [ { type = convolution, filters = 5 } ] } | .layers.0.kernel: is missing
          { layers = [ { type = convolution, filters = 5, kernel = 29 } ] } | .layers.0: layer 0
          { layers = [ { type = convolution, filters = 5, kernel = 3, padding = 3 } ] } | .layers.0: layer 0
          { layers = [ { type = convolution, filters = 5, kernel = 3, activation = rleu } ] } | .layers.0.activation: unknown activation function 'rleu'; did you mean relu?
          { layers = [ { type = convolution, filters = 100000, kernel = 1 }, { type = dense, units = 100000 } ] } | .layers: the network has more than
          { layers = [ { type = convolution, filters = 5, kernel = 3, units = 3 } ] } | .layers.0.units: does nothing with type = convolution; it belongs to dense
          """)
  void whatCannotWorkIsAProblem(String model, String expected) {
    assertThat(ScenarioFile.of(folder, "model = " + model).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: model" + expected);
  }

  @Test
  void theLayerThatDoesNotFitIsBlamed() {
    String text =
        """
        model { layers = [
          { type = max-pooling, size = 2 }
          { type = convolution, filters = 5, kernel = 5 }
          { type = dense, units = 10 }
          { type = max-pooling, size = 2 }
        ] }
        """;

    assertThat(ScenarioFile.of(folder, text).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:5: model.layers.3: layer 3")
        .endsWith("expected layers that fit images of 1 x 28 x 28");
  }
}
