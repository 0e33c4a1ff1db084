package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Accuracy;
import dev.gauntlet.learning.Learner;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TriggerInversionTest {

  private static final TriggerInversion INVERSION =
      new TriggerInversion(400, 32, 0.1, 0.99, 0.001, 1.5, 10);

  private final Learner learner = ToyBackdoor.learner();
  private final Examples images = ToyBackdoor.clean(200, 1);

  @AfterEach
  void close() {
    learner.close();
  }

  @Test
  void findsTheSmallTriggerOfABackdoor() {
    ParameterVector model = ToyBackdoor.model(learner);
    assertThat(Accuracy.of(learner, model, images)).isGreaterThan(0.95);
    assertThat(Accuracy.of(learner, model, ToyBackdoor.stamped(100, 2))).isGreaterThan(0.95);

    List<InvertedTrigger> triggers = invertAll(model);

    InvertedTrigger found = triggers.get(ToyBackdoor.TARGET);
    assertThat(found.norm()).isLessThan(2.5);
    for (int label = 0; label < ToyBackdoor.LABELS; label++) {
      assertThat(triggers.get(label).successRate()).isGreaterThanOrEqualTo(0.99);
      if (label != ToyBackdoor.TARGET) {
        assertThat(triggers.get(label).norm())
            .as("label %d", label)
            .isGreaterThan(2 * found.norm());
      }
    }
    // It works on images that it was not made with, and it is where the real one is.
    Examples others = ToyBackdoor.clean(100, 3);
    Examples stamped = TriggeredImages.labelled(others, found, ToyBackdoor.TARGET);
    assertThat(Accuracy.of(learner, model, stamped)).isGreaterThan(0.9);
    float there = found.maskAt(ToyBackdoor.ROW, ToyBackdoor.COLUMN);
    assertThat(there).isGreaterThan(0.5f);
  }

  @Test
  void equalSearchesFindTheSame() {
    ParameterVector model = ToyBackdoor.cleanModel(learner);
    InvertedTrigger first = invert(model, 1);
    invert(model, 0);

    assertThat(invert(model, 1).norm()).isEqualTo(first.norm());
    assertThat(invert(model, 0).norm()).isNotEqualTo(first.norm());
  }

  @Test
  void returnsTheLastTriggerIfNoneWorks() {
    ParameterVector blind =
        ParameterVector.adopt(new float[ToyBackdoor.ARCHITECTURE.parameterCount()]);

    // Equal outputs mean the lowest class: nothing ever makes it any other.
    assertThat(invert(blind, 1).successRate()).isZero();
    assertThat(invert(blind, 0).successRate()).isEqualTo(1);
    assertThat(invert(blind, 0).norm()).as("the cost alone shrinks it").isLessThan(1);
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TriggerInversion(0, 32, 0.1, 0.99, 0.001, 1.5, 10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TriggerInversion(1, 32, 0.1, 0.99, 0.001, 1, 10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TriggerInversion(1, 32, 0.1, 1.01, 0.001, 1.5, 10));
  }

  private List<InvertedTrigger> invertAll(ParameterVector model) {
    return IntStream.range(0, ToyBackdoor.LABELS).mapToObj(label -> invert(model, label)).toList();
  }

  private InvertedTrigger invert(ParameterVector model, int label) {
    return INVERSION.invert(
        learner, model, images, label, ToyBackdoor.STREAMS.stream("inversion", label));
  }
}
