package dev.gauntlet.learning.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Architectures;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Samples;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.Test;

/** What a learner shares with the rest of the process must not show. */
class SharedProcessTest {

  private final Architecture architecture =
      Architectures.named("lenet-20-50", new ImageShape(1, 28, 28), 10);
  private final Examples examples = Samples.noise(architecture, 70);
  private final ParameterVector start = Samples.model(architecture, 1);
  private final LocalTraining training = new LocalTraining(1, 32, 0.1, 0, PrunedChannels.NONE);

  @Test
  void threadsThatSomeoneElseGaveToOpenBlasChangeNothing() {
    try (Learner learner = new OpenBlasEngine().newLearner(architecture)) {
      ParameterVector first = learner.train(start, examples, training, Samples.order());
      openblas_nolapack.blas_set_num_threads(8);
      assertThat(learner.train(start, examples, training, Samples.order())).isEqualTo(first);
      assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
    }
  }

  @Test
  void aClosedLearnerHasGivenItsBuffersBackAndRefusesWork() {
    OpenBlasEngine engine = new OpenBlasEngine();
    long before = Pointer.totalBytes();
    Learner learner = engine.newLearner(architecture);
    learner.predict(start, examples);
    assertThat(Pointer.totalBytes()).isGreaterThan(before);
    learner.close();
    learner.close();
    // Less, if the garbage collector found what loading the library had left.
    assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
    assertThatThrownBy(() -> learner.predict(start, examples))
        .isInstanceOf(IllegalStateException.class);
  }
}
