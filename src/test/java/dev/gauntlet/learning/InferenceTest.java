package dev.gauntlet.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.dl4j.Dl4jEngine;
import dev.gauntlet.learning.openblas.OpenBlasEngine;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What learners infer, against the definition of the network. */
class InferenceTest {

  private final Architecture architecture = Samples.mixed();
  private final ParameterVector model = Samples.model(architecture, 5);
  private final Examples examples = Samples.noise(architecture, 67);
  private final ReferenceNetwork reference =
      new ReferenceNetwork(architecture, ReferenceNetwork.parameters(model));

  static Stream<NetworkEngine> engines() {
    return Stream.of(new OpenBlasEngine(), new Dl4jEngine());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theClassIsTheOneOfTheLargestOutput(NetworkEngine engine) {
    try (Learner learner = engine.newLearner(architecture)) {
      int[] predicted = learner.predict(model, examples);
      for (int i = 0; i < predicted.length; i++) {
        double[] outputs = reference.outputs(examples, i, architecture.layers().size() + 1);
        for (double output : outputs) {
          assertThat(outputs[predicted[i]]).isGreaterThan(output - 1e-5);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theActivationRecordSumsEachChannelAndAveragesTheExamples(NetworkEngine engine) {
    int channels = architecture.lastConvolution().channels();
    double[] expected = new double[channels];
    for (int i = 0; i < examples.size(); i++) {
      double[] outputs = reference.outputs(examples, i, architecture.lastConvolutionIndex() + 1);
      for (int j = 0; j < outputs.length; j++) {
        expected[j / (outputs.length / channels)] += outputs[j] / examples.size();
      }
    }
    try (Learner learner = engine.newLearner(architecture)) {
      double[] record = learner.activations(model, examples, ActivationRecord.AFTER_ACTIVATION);
      for (int channel = 0; channel < channels; channel++) {
        assertThat(record[channel]).isCloseTo(expected[channel], within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theLowestOfEqualClassesWins(NetworkEngine engine) {
    ParameterVector zero = ParameterVector.adopt(new float[architecture.parameterCount()]);
    try (Learner learner = engine.newLearner(architecture)) {
      assertThat(learner.predict(zero, examples)).containsOnly(0);
    }
  }
}
