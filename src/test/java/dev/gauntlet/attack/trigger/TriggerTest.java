package dev.gauntlet.attack.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.attack.trigger.Trigger.Cell;
import dev.gauntlet.data.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {

  private static final Trigger TWO = new Trigger(List.of(new Cell(0, 1), new Cell(1, 2)), 0.75);

  @Test
  void stampsAGreyImageAtItsOffsetAndNothingElse() {
    float[] pixels = new float[8];

    TWO.stamp(pixels, 1, new ImageShape(1, 2, 3));

    assertThat(pixels).containsExactly(0, 0, 0.75f, 0, 0, 0, 0.75f, 0);
  }

  @Test
  void stampsEveryChannelOfAColourImage() {
    float[] pixels = new float[18];

    TWO.stamp(pixels, 0, new ImageShape(3, 2, 3));

    assertThat(pixels)
        .containsExactly(
            0, 0.75f, 0, 0, 0, 0.75f, //
            0, 0.75f, 0, 0, 0, 0.75f, //
            0, 0.75f, 0, 0, 0, 0.75f);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "0.25, 0.25", "1, 1", "7.5, 1"})
  void limitsItsValueToTheValidRange(double value, float stamped) {
    float[] pixels = {0.5f};

    new Trigger(List.of(new Cell(0, 0)), value).stamp(pixels, 0, new ImageShape(1, 1, 1));

    assertThat(pixels).containsExactly(stamped);
  }

  @Test
  void joinsPartsWithTheValueOfTheFirst() {
    Trigger other = new Trigger(List.of(new Cell(1, 2), new Cell(3, 3)), 0.1);

    assertThat(Trigger.union(List.of(TWO, other)))
        .isEqualTo(new Trigger(List.of(new Cell(0, 1), new Cell(1, 2), new Cell(3, 3)), 0.75));
  }

  @Test
  void namesTheCellsThatLieOutsideAnImage() {
    List<Cell> outside = List.of(new Cell(-1, 0), new Cell(2, 0), new Cell(0, -1), new Cell(0, 3));
    Trigger trigger =
        new Trigger(
            List.of(
                outside.get(0),
                new Cell(0, 0),
                outside.get(1),
                outside.get(2),
                new Cell(1, 2),
                outside.get(3)),
            1);

    assertThat(trigger.cellsOutside(new ImageShape(1, 2, 3))).isEqualTo(outside);
    assertThat(TWO.cellsOutside(new ImageShape(1, 2, 3))).isEmpty();
  }

  @Test
  void refusesNoCellsAndCellsNamedTwice() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Trigger(List.of(), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trigger(List.of(new Cell(1, 1), new Cell(1, 1)), 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesValuesThatAreNotFinite(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trigger(List.of(new Cell(0, 0)), value));
  }
}
