package dev.gauntlet.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.dl4j.Dl4jEngine;
import dev.gauntlet.learning.openblas.OpenBlasEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compact engine computes what Deeplearning4j computes. */
class EngineAgreementTest {

  static Stream<Architecture> architectures() {
    ImageShape grey = new ImageShape(1, 28, 28);
    return Stream.of(
        Samples.mixed(),
        Architectures.named("lenet-20-50", grey, 10),
        Architectures.named("fashion-cnn", grey, 10),
        Architectures.named("cifar-cnn", new ImageShape(3, 16, 16), 10),
        pooledFirst(),
        strided());
  }

  private static Architecture pooledFirst() {
    return new Architecture(
        "pooled-first",
        new ImageShape(3, 13, 10),
        3,
        List.of(
            new Layer.AveragePooling(2, 1),
            new Layer.Convolution(4, 3, 1, 2, Activation.SIGMOID),
            new Layer.MaxPooling(2, 3),
            new Layer.Convolution(6, 3, 1, 0, Activation.IDENTITY)));
  }

  private static Architecture strided() {
    return new Architecture(
        "strided",
        new ImageShape(2, 15, 12),
        5,
        List.of(
            new Layer.Convolution(5, 3, 2, 1, Activation.RELU),
            new Layer.Convolution(4, 3, 2, 2, Activation.TANH),
            new Layer.MaxPooling(2, 1),
            new Layer.Dense(9, Activation.TANH)));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void aStepTheClassesAndTheActivationRecordAreTheSame(Architecture architecture) {
    Examples examples = Samples.noise(architecture, 13);
    ParameterVector start = Samples.model(architecture, 7);
    LocalTraining step = new LocalTraining(1, 13, 0.1, 0.02, PrunedChannels.of(1));
    LocalTraining epoch = new LocalTraining(2, 5, 0.02, 0, PrunedChannels.NONE);
    try (Learner reference = new Dl4jEngine().newLearner(architecture);
        Learner compact = new OpenBlasEngine().newLearner(architecture)) {
      for (LocalTraining training : List.of(step, epoch)) {
        ParameterVector expected = reference.train(start, examples, training, Samples.order());
        ParameterVector reached = compact.train(start, examples, training, Samples.order());
        assertThat(distance(reached, expected, start)).isLessThan(1e-4);
      }
      assertThat(compact.predict(start, examples)).isEqualTo(reference.predict(start, examples));
      assertThat(compact.loss(start, examples))
          .isCloseTo(reference.loss(start, examples), within(1e-4));
      for (ActivationRecord which : ActivationRecord.values()) {
        double[] expected = reference.activations(start, examples, which);
        double[] record = compact.activations(start, examples, which);
        for (int channel = 0; channel < record.length; channel++) {
          double difference = Math.abs(record[channel] - expected[channel]);
          assertThat(difference).isLessThan(1e-4 * Math.max(1, Math.abs(expected[channel])));
        }
      }
    }
  }

  /** How far apart two trained models are, in units of the way that training went. */
  private static double distance(ParameterVector a, ParameterVector b, ParameterVector start) {
    return a.minus(b).norm() / b.minus(start).norm();
  }
}
