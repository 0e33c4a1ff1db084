package dev.gauntlet.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.openblas.OpenBlasEngine;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every layer against its definition: a step at rate 1 goes as far as the gradient, whose numbers
 * are measured on {@link ReferenceNetwork} by central differences.
 */
class GradientTest {

  private static final ImageShape INPUT = new ImageShape(2, 9, 7);

  @ParameterizedTest
  @EnumSource(Activation.class)
  void convolutions(Activation activation) {
    check(5, new Layer.Convolution(3, 3, 1, 0, activation));
    check(5, new Layer.Convolution(3, 2, 1, 1, activation));
    check(3, convolution(1, activation), new Layer.Convolution(4, 3, 1, 2, activation));
    check(3, convolution(1, activation), new Layer.Convolution(2, 2, 3, 1, activation));
    check(2, new Layer.Convolution(3, 3, 2, 1, activation), convolution(0, activation));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void poolingByTheLargest(Activation activation) {
    for (Layer pooling :
        List.of(
            new Layer.MaxPooling(2, 2),
            new Layer.MaxPooling(3, 2),
            new Layer.MaxPooling(2, 3),
            new Layer.MaxPooling(1, 1))) {
      check(5, convolution(1, activation), pooling);
      check(3, convolution(1, activation), pooling, convolution(1, activation));
      check(3, convolution(1, activation), convolution(1, activation), pooling);
      check(2, pooling, convolution(1, activation));
    }
    check(2, convolution(1, activation), new Layer.MaxPooling(2, 1), new Layer.MaxPooling(2, 2));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void poolingByTheMean(Activation activation) {
    check(5, convolution(1, activation), new Layer.AveragePooling(2, 2));
    check(
        3, convolution(1, activation), new Layer.AveragePooling(3, 1), convolution(2, activation));
    check(3, new Layer.AveragePooling(2, 1), convolution(2, activation));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void denseLayers(Activation activation) {
    check(5, convolution(1, activation), new Layer.Dense(6, activation));
    check(3, convolution(0, activation), new Layer.Dense(5, activation), dense(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 33})
  void batchesOfAnySize(int images) {
    check(images, convolution(1, Activation.TANH), new Layer.MaxPooling(2, 2), dense(5));
  }

  private static Layer convolution(int padding, Activation activation) {
    return new Layer.Convolution(3, 3, 1, padding, activation);
  }

  private static Layer dense(int units) {
    return new Layer.Dense(units, Activation.TANH);
  }

  private static void check(int images, Layer... layers) {
    Architecture architecture = new Architecture("checked", INPUT, 3, List.of(layers));
    ParameterVector start = Samples.model(architecture, 11);
    Examples examples = Samples.noise(architecture, images);
    ReferenceNetwork reference =
        new ReferenceNetwork(architecture, ReferenceNetwork.parameters(start));
    LocalTraining step = new LocalTraining(1, images, 1, 0, PrunedChannels.NONE);
    try (Learner learner = new OpenBlasEngine().newLearner(architecture)) {
      // A batch of another size before: what it leaves in the buffers must not matter.
      learner.predict(start, Samples.noise(architecture, images + 2));
      checkInputGradient(reference, learner.inputGradient(start, examples), examples);
      ParameterVector reached = learner.train(start, examples, step, Samples.order());
      // All of a block would take long; an odd stride meets every channel, row and column.
      for (int i = 0; i < start.length(); i += 1 + start.length() / 40 / 2 * 2) {
        assertThat((double) start.get(i) - reached.get(i))
            .as("slope %d of %s", i, architecture.layers())
            .isCloseTo(reference.slope(i, examples), within(2e-6));
      }
      // Training in between, which leaves some gradients out, must not matter either.
      checkInputGradient(reference, learner.inputGradient(start, examples), examples);
    }
  }

  private static void checkInputGradient(
      ReferenceNetwork reference, InputGradient gradient, Examples examples) {
    assertThat(gradient.loss()).isCloseTo(reference.loss(examples), within(1e-5));
    int pixels = INPUT.size();
    assertThat(gradient.slopes()).hasSize(examples.size() * pixels);
    for (int i = 0; i < gradient.slopes().length; i += 11) {
      assertThat((double) gradient.slopes()[i])
          .as("slope of pixel %d of image %d", i % pixels, i / pixels)
          .isCloseTo(reference.inputSlope(i / pixels, i % pixels, examples), within(2e-6));
    }
  }
}
