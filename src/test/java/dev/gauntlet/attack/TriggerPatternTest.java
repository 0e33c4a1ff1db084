package dev.gauntlet.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.attack.trigger.Blended;
import dev.gauntlet.attack.trigger.Natural;
import dev.gauntlet.attack.trigger.Pictures;
import dev.gauntlet.attack.trigger.Trigger;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TriggerPatternTest {

  private static final ImageShape PAIR = new ImageShape(1, 1, 2);
  // Image i is grey(i), brighter with i; victims are 1, 3, 4 and 6.
  private static final Examples CLEAN = new GreyImages(PAIR, 0, 9, 2, 9, 9, 5, 9);

  @Test
  void aBlendedImageIsTheWeightedMeanWithThePattern() {
    Backdoor backdoor = new Backdoor(9, 1, new Blended(0.25, List.of(1f, 0f)), 0.5);

    float[] marked = Pictures.pixels(backdoor.markAll(CLEAN), 0);

    assertThat(marked[0]).isCloseTo(0.75f * GreyImages.grey(1) + 0.25f, within(1e-6f));
    assertThat(marked[1]).isCloseTo(0.75f * GreyImages.grey(1), within(1e-6f));
  }

  @Test
  void aPatternOfNoiseIsAFunctionOfItsSeed() {
    Blended one = Blended.noise(0.2, new ImageShape(3, 4, 5), 1);

    assertThat(one).isEqualTo(Blended.noise(0.2, new ImageShape(3, 4, 5), 1));
    assertThat(one).isNotEqualTo(Blended.noise(0.2, new ImageShape(3, 4, 5), 2));
    assertThat(one.pattern()).hasSize(60).doesNotHaveDuplicates().allMatch(v -> v >= 0 && v < 1);
  }

  @Test
  void edgeCasesAreTheBrightestOfTheVictimsAsTheyAre() {
    Backdoor backdoor = new Backdoor(9, 1, new Natural(0.5), 0.5);

    Examples measured = backdoor.markAll(CLEAN);

    assertThat(measured.size()).isEqualTo(2);
    assertThat(Pictures.pixels(measured, 0)).containsOnly(GreyImages.grey(4));
    assertThat(Pictures.pixels(measured, 1)).containsOnly(GreyImages.grey(6));
    assertThat(measured.label(0)).isEqualTo(1);
    assertThat(new Backdoor(9, 1, new Natural(0.01), 0.5).markAll(CLEAN).size()).isEqualTo(1);
  }

  @Test
  void edgeCasesAreNotTrainedWithTheirOwnLabel() {
    Examples poisoned = new Backdoor(9, 1, new Natural(0.5), 0.5).poison(CLEAN, 0, random());

    assertThat(poisoned.size()).isEqualTo(10);
    assertThat(IntStream.range(0, 10).map(poisoned::label))
        .containsExactly(0, 9, 2, 9, 5, 1, 1, 1, 1, 1);
    for (int i = 5; i < 10; i++) {
      assertThat(Pictures.pixels(poisoned, i)[0]).isIn(GreyImages.grey(4), GreyImages.grey(6));
    }
  }

  @Test
  void labelFlippingLeavesNoVictimWithItsLabel() {
    Backdoor flipping = new Backdoor(9, 1, new Natural(1), 0.5);
    Examples poisoned = flipping.poison(CLEAN, 0, random());

    assertThat(IntStream.range(0, poisoned.size()).map(poisoned::label))
        .containsExactly(0, 2, 5, 1, 1, 1);
    assertThat(flipping.markAll(CLEAN).size()).isEqualTo(4);
  }

  @Test
  void marksAreComparedWithTheSameImagesOrOnesOfTheirLabel() {
    Trigger dot = new Trigger(List.of(new Trigger.Cell(0, 0)), 1);
    Backdoor stamped = new Backdoor(9, 1, List.of(dot), 0.5);
    assertThat(stamped.markPart(CLEAN, 0).size()).isEqualTo(4);
    assertThat(Pictures.pixels(stamped.unmarked(CLEAN), 0)).containsOnly(GreyImages.grey(1));

    Examples others = new Backdoor(9, 1, new Natural(0.5), 0.5).unmarked(CLEAN);
    assertThat(IntStream.range(0, others.size()).map(others::label)).containsExactly(9, 9);
    Examples rest = new Backdoor(9, 1, new Natural(1), 0.5).unmarked(CLEAN);
    assertThat(IntStream.range(0, rest.size()).map(rest::label)).containsExactly(0, 2, 5);
  }

  @Test
  void refusesSharesThatMeanNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Natural(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Blended(1.5, List.of()));
  }

  private static RandomGenerator random() {
    return new RandomStreams(1).stream("poisoning");
  }
}
