package dev.gauntlet.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Architectures;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Samples;
import dev.gauntlet.learning.openblas.OpenBlasEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both engines reach what Deeplearning4j's own updaters reach, which never see our steps. */
class UpdaterAgreementTest {

  private static final int EXAMPLES = 12;

  static Stream<Arguments> cases() {
    Architecture lenet = Architectures.named("lenet-8-16", new ImageShape(1, 28, 28), 10);
    return Stream.of(Samples.mixed(), lenet)
        .flatMap(
            architecture ->
                Stream.of(
                        new Optimiser(0.05, 0.9, true, 0),
                        new Optimiser(0.05, 0.9, true, 0.1),
                        new Optimiser(0.05, 0, false, 0.1))
                    .map(optimiser -> Arguments.of(architecture, optimiser)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sixStepsReachTheSame(Architecture architecture, Optimiser optimiser) {
    // All examples in each step: their order in it, which is not the same, does not matter.
    LocalTraining training = new LocalTraining(6, EXAMPLES, optimiser, 0, PrunedChannels.NONE);
    float[] expected = reached(new PlainDeeplearning4j(optimiser), architecture, training);
    for (NetworkEngine engine : List.of(new OpenBlasEngine(), new Dl4jEngine())) {
      float[] reached = reached(engine, architecture, training);
      for (int i = 0; i < reached.length; i++) {
        assertThat(reached[i])
            .as("%d by %s", i, engine.description())
            .isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  private static float[] reached(
      NetworkEngine engine, Architecture architecture, LocalTraining training) {
    ParameterVector start = Samples.model(architecture, 7);
    Examples examples = Samples.noise(architecture, EXAMPLES);
    try (Learner learner = engine.newLearner(architecture)) {
      return learner.train(start, examples, training, Samples.order()).toArray();
    }
  }
}
