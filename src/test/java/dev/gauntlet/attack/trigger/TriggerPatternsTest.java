package dev.gauntlet.attack.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.data.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerPatternsTest {

  private static final ImageShape SMALL = new ImageShape(1, 3, 4);

  @ParameterizedTest
  @CsvSource({
    "1, ..., .#., ...",
    "3, #.., .#., ..#",
    "5, #.#, .#., #.#",
    "7, #.#, ###, #.#",
    "9, ###, ###, ###"
  })
  void drawsTheFiguresOfThePaper(int count, String top, String middle, String bottom) {
    Trigger trigger = TriggerPatterns.pixels(count, 0, 0, 1);

    assertThat(Pictures.of(trigger, 3, 3)).containsExactly(top, middle, bottom);
    assertThat(trigger.cells()).hasSize(count);
  }

  @Test
  void putsAFigureNearTheBottomRightCorner() {
    int row = TriggerPatterns.nearFarEdge(5);
    int column = TriggerPatterns.nearFarEdge(6);

    assertThat(Pictures.of(TriggerPatterns.pixels(5, row, column, 1), 5, 6))
        .containsExactly(
            "......", //
            "..#.#.", "...#..", "..#.#.", "......");
  }

  @Test
  void knowsForWhichNumbersOfPixelsThereIsAFigure() {
    assertThat(TriggerPatterns.pixelCounts()).containsExactly(1, 3, 5, 7, 9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TriggerPatterns.pixels(4, 0, 0, 1))
        .withMessage("there are figures of [1, 3, 5, 7, 9] pixels, not of 4");
  }

  @Test
  void drawsBarsInTwoColumnsRowByRow() {
    List<Trigger> bars = TriggerPatterns.bars(4, 4, 2, 0, 0, 1);

    assertThat(Pictures.of(Trigger.union(bars), 4, 10))
        .containsExactly(
            "####..####", //
            "..........",
            "..........",
            "####..####");
    assertThat(bars)
        .extracting(bar -> Pictures.of(bar, 4, 10).get(0))
        .containsExactly("####......", "......####", "..........", "..........");
    assertThat(Pictures.of(bars.get(2), 4, 10)).endsWith("####......");
    assertThat(Pictures.of(bars.get(3), 4, 10)).endsWith("......####");
  }

  @Test
  void drawsAnOddNumberOfBarsWhereverTheyBegin() {
    List<Trigger> bars = TriggerPatterns.bars(3, 2, 1, 1, 1, 1);

    assertThat(Pictures.of(Trigger.union(bars), 4, 7))
        .containsExactly(
            ".......", //
            ".##.##.", ".......", ".##....");
  }

  @Test
  void readsAMaskRowByRow() {
    List<String> picture = List.of("#..#", " .# ", "....");

    Trigger trigger = TriggerPatterns.mask(picture, SMALL, 0.5);

    assertThat(Pictures.of(trigger, 3, 4)).containsExactly("#..#", "..#.", "....");
    assertThat(trigger.value()).isEqualTo(0.5);
  }

  @Test
  void refusesMasksThatAreNotOfTheImagesSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TriggerPatterns.mask(List.of("#...", "...."), SMALL, 1))
        .withMessage("the mask has 2 rows, the image 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TriggerPatterns.mask(List.of("#...", "...", "...."), SMALL, 1))
        .withMessage("row 1 of the mask has 3 characters, the image 4 columns");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..x.", "..1.", "..\t."})
  void refusesMasksWithOtherCharacters(String row) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TriggerPatterns.mask(List.of("#...", row, "...."), SMALL, 1))
        .withMessageContaining("only '#', '.' and ' ' mean something");
  }

  @Test
  void refusesMasksThatStampNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TriggerPatterns.mask(List.of("....", "    ", "...."), SMALL, 1))
        .withMessageContaining("at least one cell");
  }
}
