package dev.gauntlet.attack;

import static dev.gauntlet.data.GreyImages.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.attack.trigger.Natural;
import dev.gauntlet.attack.trigger.Pictures;
import dev.gauntlet.attack.trigger.Stamped;
import dev.gauntlet.attack.trigger.Trigger;
import dev.gauntlet.attack.trigger.Trigger.Cell;
import dev.gauntlet.attack.trigger.TriggerPattern;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackdoorTest {

  private static final int VICTIM = 9;
  private static final int TARGET = 1;
  private static final ImageShape PAIR = new ImageShape(1, 1, 2);
  private static final Trigger LEFT = new Trigger(List.of(new Cell(0, 0)), 1);
  private static final Trigger RIGHT = new Trigger(List.of(new Cell(0, 1)), 1);
  // Victims are images 1, 3 and 4.
  private static final Examples CLEAN = new GreyImages(PAIR, 0, 9, 2, 9, 9, 5);

  @ParameterizedTest
  @CsvSource({
    "0.0, 6, 0",
    "0.5, 6, 6",
    "0.25, 6, 2",
    "0.1, 6, 1",
    "0.01, 6, 0",
    "0.75, 6, 18",
    "0.2, 6, 2"
  })
  void addsCopiesUntilTheyMakeUpThePoisonFraction(double fraction, int clean, int copies) {
    Examples poisoned = backdoor(fraction, LEFT).poison(CLEAN, 0, random());

    assertThat(poisoned.size()).isEqualTo(clean + copies);
    assertThat(poisoned.shape()).isEqualTo(PAIR);
  }

  @Test
  void pairsEveryImageWithItselfAndMarksTheVictimsAmongThose() {
    Backdoor paired =
        new Backdoor(VICTIM, TARGET, new Stamped(List.of(LEFT, RIGHT)), new Poisoning.Paired());

    Examples poisoned = paired.poison(CLEAN, 1, random());

    assertThat(poisoned.size()).isEqualTo(12);
    assertThat(poisoned.shape()).isEqualTo(PAIR);
    assertThat(IntStream.range(0, 12).map(poisoned::label))
        .containsExactly(0, 9, 2, 9, 9, 5, 0, 1, 2, 1, 1, 5);
    for (int i = 0; i < 12; i++) {
      float[] expected = new float[2];
      CLEAN.copyPixels(i % 6, expected, 0);
      if (i == 7 || i == 9 || i == 10) {
        expected[1] = 1;
      }
      float[] pixels = new float[3];
      poisoned.copyPixels(i, pixels, 1);
      assertThat(pixels).containsExactly(0, expected[0], expected[1]);
    }
  }

  @Test
  void knowsBeforehandHowMuchThereWillBe() {
    for (TriggerPattern triggerPattern : List.of(new Stamped(List.of(LEFT)), new Natural(0.4))) {
      for (double fraction : new double[] {0, 0.1, 0.5, 0.8}) {
        Backdoor backdoor = new Backdoor(VICTIM, TARGET, triggerPattern, fraction);
        for (Examples clean : List.of(CLEAN, new GreyImages(PAIR, 0, 1, 2))) {
          assertThat(backdoor.poisonedSize(clean))
              .isEqualTo(backdoor.poison(clean, 0, random()).size());
        }
      }
    }
    Backdoor paired =
        new Backdoor(VICTIM, TARGET, new Stamped(List.of(LEFT)), new Poisoning.Paired());
    assertThat(paired.poisonedSize(CLEAN)).isEqualTo(12);
  }

  @Test
  void hasNothingToPairImagesWithThatBearTheirMarkByNature() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backdoor(VICTIM, TARGET, new Natural(1), new Poisoning.Paired()))
        .withMessageContaining("no unmarked counterpart");
  }

  @Test
  void reachesTheFractionWithinHalfAnImageWhateverTheSize() {
    for (int size = 1; size <= 300; size += 13) {
      int[] labels = new int[size];
      Arrays.fill(labels, VICTIM);
      Examples poisoned = backdoor(0.3, LEFT).poison(new GreyImages(PAIR, labels), 0, random());
      double copies = poisoned.size() - size;

      assertThat(Math.abs(copies - size * 0.3 / 0.7)).isLessThanOrEqualTo(0.5);
    }
  }

  @Test
  void leavesTheCleanExamplesAsTheyAreAndInFront() {
    Examples poisoned = backdoor(0.5, LEFT).poison(CLEAN, 0, random());

    for (int i = 0; i < CLEAN.size(); i++) {
      assertThat(poisoned.label(i)).isEqualTo(CLEAN.label(i));
      assertThat(Pictures.pixels(poisoned, i)).containsExactly(grey(i), grey(i));
    }
  }

  @Test
  void stampsAndRelabelsCopiesOfVictimsEachAsOftenToWithinOne() {
    Examples poisoned = backdoor(0.4, LEFT).poison(CLEAN, 0, random());
    Map<Float, Long> copiesByGrey =
        IntStream.range(CLEAN.size(), poisoned.size())
            .mapToObj(i -> Pictures.pixels(poisoned, i)[1])
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(poisoned.size()).isEqualTo(10);
    assertThat(copiesByGrey).containsOnlyKeys(grey(1), grey(3), grey(4));
    assertThat(copiesByGrey.values()).containsExactlyInAnyOrder(1L, 1L, 2L);
    for (int i = CLEAN.size(); i < poisoned.size(); i++) {
      assertThat(poisoned.label(i)).isEqualTo(TARGET);
      assertThat(Pictures.pixels(poisoned, i)[0]).isEqualTo(1);
    }
  }

  @Test
  void choosesAmongVictimsByItsStream() {
    Backdoor one = backdoor(0.15, LEFT);
    List<Float> chosen =
        IntStream.range(0, 40)
            .mapToObj(i -> one.poison(CLEAN, 0, new RandomStreams(i).stream("poisoning")))
            .map(poisoned -> Pictures.pixels(poisoned, CLEAN.size())[1])
            .toList();

    assertThat(chosen).contains(grey(1), grey(3), grey(4));
    assertThat(Pictures.pixels(one.poison(CLEAN, 0, random()), 6))
        .isEqualTo(Pictures.pixels(one.poison(CLEAN, 0, random()), 6));
  }

  @Test
  void stampsOnlyTheAttackersPartAndTakesPartsInTurn() {
    Backdoor distributed = backdoor(0.5, LEFT, RIGHT);
    int firstCopy = CLEAN.size();

    for (int attacker = 0; attacker < 4; attacker++) {
      float[] stamped = Pictures.pixels(distributed.poison(CLEAN, attacker, random()), firstCopy);
      assertThat(stamped[attacker % 2]).isEqualTo(1);
      assertThat(stamped[1 - attacker % 2]).isLessThan(0.1f);
    }
  }

  @Test
  void trainsCleanWithoutAVictimImage() {
    Examples others = new GreyImages(PAIR, 0, 1, 2);

    assertThat(backdoor(0.5, LEFT).poison(others, 0, random())).isSameAs(others);
  }

  @Test
  void measuresSuccessOnEveryVictimImageWithTheWholeTrigger() {
    Examples stamped = backdoor(0.5, LEFT, RIGHT).markAll(CLEAN);

    assertThat(stamped.size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(stamped.label(i)).isEqualTo(TARGET);
      assertThat(Pictures.pixels(stamped, i)).containsOnly(1);
    }
    Examples half = backdoor(0.5, LEFT).markAll(CLEAN);
    assertThat(IntStream.range(0, 3).mapToObj(i -> Pictures.pixels(half, i)[1]))
        .containsExactly(grey(1), grey(3), grey(4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1, 1.5, Double.NaN})
  void refusesImpossibleFractions(double fraction) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backdoor(fraction, LEFT))
        .withMessageContaining("poison-fraction");
  }

  @Test
  void refusesATargetThatIsTheVictimAndNoTrigger() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backdoor(3, 3, List.of(LEFT), 0.5))
        .withMessage("victim and target are both 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backdoor(3, 4, List.of(), 0.5))
        .withMessage("a backdoor needs a trigger");
  }

  private static Backdoor backdoor(double fraction, Trigger... parts) {
    return new Backdoor(VICTIM, TARGET, List.of(parts), fraction);
  }

  private static RandomGenerator random() {
    return new RandomStreams(1).stream("poisoning");
  }
}
