package dev.gauntlet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.trigger.TriggerPatterns;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.metrics.RunEvent.ModelMeasured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationContextTest {

  private static final ImageShape SHAPE = new ImageShape(1, 4, 4);
  private static final Examples VALIDATION = new GreyImages(SHAPE, 0, 1);
  private static final Examples TEST = new GreyImages(SHAPE, 9, 1, 9, 4, 9);

  private final List<RunEvent> journal = new ArrayList<>();

  @Test
  void averagesSuccessOverTheAdversaries() {
    occasion().record(EvaluationSets.scores(List.of(0.25, 0.75, 1.0, 0.5, 0.0)), this::keep);

    assertThat(journal)
        .containsExactly(
            new ModelMeasured(
                After.PHASE, 2, "pruning", 30, 0.75, 0.5, List.of(1.0, 0.5, 0.0), 0.25, 10, 1, 2));
  }

  @Test
  void hasNoSuccessRateWithoutAnAdversary() {
    occasion().record(EvaluationSets.scores(List.of(0.25, 0.75)), this::keep);

    assertThat(journal)
        .containsExactly(
            new ModelMeasured(
                After.PHASE, 2, "pruning", 30, 0.75, null, List.of(), 0.25, 10, 1, 2));
  }

  @Test
  void examinesEveryBackdoorOnTheTestImagesOfItsVictim() {
    EvaluationSets evaluationSets = sets(backdoor(9, 1), backdoor(4, 0));

    assertThat(evaluationSets.all()).startsWith(VALIDATION, TEST).hasSize(4);
    assertThat(evaluationSets.marked()).extracting(Examples::size).containsExactly(3, 1);
    assertThat(evaluationSets.marked()).extracting(images -> images.label(0)).containsExactly(1, 0);
  }

  @Test
  void refusesSetsThatNothingCanBeMeasuredOn() {
    Examples none = new GreyImages(SHAPE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EvaluationSets(none, TEST, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EvaluationSets(VALIDATION, none, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sets(backdoor(7, 1)))
        .withMessageContaining("no image of a victim label");
  }

  private void keep(double time, RunEvent event) {
    assertThat(time).isEqualTo(12.5);
    journal.add(event);
  }

  private static EvaluationContext occasion() {
    return new EvaluationContext(12.5, After.PHASE, 2, "pruning", 30, new Participation(10, 1, 2));
  }

  private static Backdoor backdoor(int victim, int target) {
    return new Backdoor(victim, target, List.of(TriggerPatterns.pixels(1, 0, 0, 1)), 0.5);
  }

  private static EvaluationSets sets(Backdoor... backdoors) {
    return new EvaluationSets(
        VALIDATION, TEST, Arrays.stream(backdoors).map(b -> b.markAll(TEST)).toList());
  }
}
