package dev.gauntlet.data.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.simulation.RandomStreams;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValidationSplitTest {

  @Test
  void everyImageIsOnOneSide() {
    for (int count : new int[] {0, 1, 300, 999}) {
      ValidationSplit split = ValidationSplit.draw(1000, count, new RandomStreams(1));
      assertThat(split.validation()).hasSize(count).isSorted();
      assertThat(split.remaining()).hasSize(1000 - count).isSorted();
      assertThat(
              IntStream.concat(IntStream.of(split.validation()), IntStream.of(split.remaining())))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1000).boxed().toList());
    }
  }

  @Test
  void isDrawnBySeedFromAllOverTheSet() {
    int[] one = ValidationSplit.draw(1000, 300, new RandomStreams(1)).validation();
    assertThat(ValidationSplit.draw(1000, 300, new RandomStreams(1)).validation()).isEqualTo(one);
    assertThat(ValidationSplit.draw(1000, 300, new RandomStreams(2)).validation())
        .isNotEqualTo(one);
    assertThat(IntStream.of(one).filter(i -> i < 500).count()).isBetween(110L, 190L);
  }

  @Test
  void clientsNeedAnImage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValidationSplit.draw(10, 10, new RandomStreams(1)))
        .withMessage("of 10 training images, 0 to 9 can be held out for validation, not 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValidationSplit.draw(10, -1, new RandomStreams(1)));
  }
}
