package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.ToyEngine;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServerTaskTest {

  private static final LocalTraining TRAINING =
      new LocalTraining(2, 3, 0.5, 0, PrunedChannels.NONE);
  private static final RandomStreams STREAMS = new RandomStreams(3);
  private static final ParameterVector START =
      ParameterVector.adopt(new float[ToyEngine.ARCHITECTURE.parameterCount()]);

  private final Learner learner = new ToyEngine.ToyLearner(ToyEngine.ARCHITECTURE);

  @Test
  void trainsOnTheImagesInTheOrderOfItsStream() {
    Examples images = images(7);

    ServerResult.Trained trained = train(ServerTask.Portion.ALL, 4, 5);

    assertThat(trained.reached())
        .isEqualTo(learner.train(START, images, TRAINING, STREAMS.stream("test", 4, 5)));
    assertThat(trained.delta()).isEqualTo(trained.reached().minus(START));
    assertThat(trained).isEqualTo(train(ServerTask.Portion.ALL, 4, 5));
    assertThat(trained).isNotEqualTo(train(ServerTask.Portion.ALL, 4, 6));
  }

  @Test
  void trainsOnAPortion() {
    assertThat(train(new ServerTask.Portion.Drawn(7, 0), 1))
        .isEqualTo(train(ServerTask.Portion.ALL, 1));
    assertThat(train(new ServerTask.Portion.Drawn(1, 0), 1))
        .isNotEqualTo(train(ServerTask.Portion.ALL, 1));
  }

  @Test
  void drawsDifferentImagesForDifferentDrawsAndTheSameForTheSame() {
    List<Integer> drawn = labels(new ServerTask.Portion.Drawn(20, 1), 100);

    assertThat(drawn).hasSize(20).doesNotHaveDuplicates().isSorted();
    assertThat(drawn).isEqualTo(labels(new ServerTask.Portion.Drawn(20, 1), 100));
    assertThat(drawn).isNotEqualTo(labels(new ServerTask.Portion.Drawn(20, 2), 100));
    assertThat(drawn.get(19)).as("not just the first").isGreaterThan(20);
  }

  @Test
  void measuresTheLossOnAllImages() {
    ParameterVector model = learner.train(START, images(7), TRAINING, STREAMS.stream("test"));

    assertThat(new ServerTask.MeasureLoss(model).perform(learner, images(7), STREAMS))
        .isEqualTo(new ServerResult.Loss(learner.loss(model, images(7))));
  }

  @Test
  void cannotDrawMoreThanThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> labels(new ServerTask.Portion.Drawn(6, 0), 5))
        .withMessage("the server holds 5 images, fewer than 6");
    assertThatIllegalArgumentException().isThrownBy(() -> new ServerTask.Portion.Drawn(0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServerAction.Compute(List.of()))
        .withMessage("there is nothing to compute");
  }

  private ServerResult.Trained train(ServerTask.Portion portion, long... keys) {
    return new ServerTask.Train(START, TRAINING, portion, "test", keys)
        .perform(learner, images(7), STREAMS);
  }

  private static List<Integer> labels(ServerTask.Portion portion, int count) {
    Examples portioned = portion.of(images(count), STREAMS);
    return IntStream.range(0, portioned.size()).mapToObj(portioned::label).toList();
  }

  /** Image i has the label i. */
  private static Examples images(int count) {
    return new GreyImages(ToyEngine.ARCHITECTURE.input(), IntStream.range(0, count).toArray());
  }
}
