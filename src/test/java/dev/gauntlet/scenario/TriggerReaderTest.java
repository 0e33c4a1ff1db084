package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.attack.trigger.Blended;
import dev.gauntlet.attack.trigger.Natural;
import dev.gauntlet.attack.trigger.Stamped;
import dev.gauntlet.attack.trigger.Trigger;
import dev.gauntlet.attack.trigger.TriggerPattern;
import dev.gauntlet.attack.trigger.TriggerPatterns;
import dev.gauntlet.data.ImageShape;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerReaderTest {

  private static final String QUOTES = "\"\"\"";

  @TempDir Path folder;

  private ScenarioFile file(String trigger) {
    return ScenarioFile.of(
        folder, "adversaries = [ { count = 1, backdoor.trigger { " + trigger + " } } ]");
  }

  private Stamped stamped(String trigger) {
    return (Stamped) triggerPattern(trigger);
  }

  private TriggerPattern triggerPattern(String trigger) {
    return file(trigger).read().attacks().get(0).backdoor().orElseThrow().triggerPattern();
  }

  /** An image of 28 x 28 with one stamped pixel. */
  private static List<String> picture(int row, int column) {
    return IntStream.range(0, 28)
        .mapToObj(i -> ".".repeat(column) + (i == row ? "#" : ".") + ".".repeat(27 - column))
        .toList();
  }

  @Test
  void pixelsCanBePlaced() {
    assertThat(stamped("pixels = 7, row = 0, column = 25, value = 0.5").parts())
        .containsExactly(TriggerPatterns.pixels(7, 0, 25, 0.5));
  }

  @Test
  void barsBelongToOneTrigger() {
    assertThat(stamped("pattern = distributed").parts())
        .isEqualTo(TriggerPatterns.bars(4, 4, 2, 0, 0, 1));
    assertThat(stamped("pattern = distributed, parts = 2, bar-length = 3, gap = 0").parts())
        .isEqualTo(TriggerPatterns.bars(2, 3, 0, 0, 0, 1));
  }

  @Test
  void aMaskIsAListOfRows() {
    String rows =
        picture(3, 4).stream().map(row -> '"' + row + '"').collect(Collectors.joining(","));

    assertThat(stamped("pattern = mask, mask = [ " + rows + " ]").trigger())
        .isEqualTo(new Trigger(List.of(new Trigger.Cell(3, 4)), 1));
  }

  @Test
  void aMaskIsATextThatMayBeIndented() {
    for (String indent : List.of("", "    ")) {
      String text =
          picture(3, 4).stream().map(row -> indent + row).collect(Collectors.joining("\n"));
      String mask = "\n" + QUOTES + "\n" + text + "\n" + indent + QUOTES + "\n";

      assertThat(stamped("pattern = mask, mask = " + mask).trigger())
          .isEqualTo(new Trigger(List.of(new Trigger.Cell(3, 4)), 1));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pattern = pixles | pattern: unknown trigger pattern 'pixles'; did you mean pixels?
          pixels = 4       | pixels: there is no figure of 4; expected one of [1, 3, 5, 7, 9]
          pixels = 11      | pixels: 11 is out of range
          row = 26         | pattern: reaches outside the image: row 28, column 24
          column = 28      | column: 28 is out of range; expected a whole number from 0 to 27
          value = 2        | value: 2 is out of range; expected a fraction of 1
          parts = 2        | parts: does nothing with pattern = pixels; it belongs to distributed
          pattern = distributed, bar-length = 20 | pattern: reaches outside the image: row 0, column 28
          pattern = distributed, parts = 57 | parts: 57 is out of range
          pattern = mask   | mask: is missing; expected 28 rows of 28 characters
          pattern = mask, mask = ["###"] | mask: the mask has 1 rows, the image 28
          pattern = mask, mask = 3 | mask: the mask has 1 rows, the image 28
          """)
  void whatCannotWorkIsAProblem(String trigger, String expected) {
    assertThat(file(trigger).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: adversaries.0.backdoor.trigger." + expected);
  }

  @Test
  void aMaskOfTheWrongWidthOrOfNothingIsAProblem() {
    String narrow = "\"" + String.join("\\n", picture(3, 4)).replace("#", "") + "\"";
    String empty = "\"" + String.join("\\n", picture(3, 4)).replace("#", ".") + "\"";

    assertThat(file("pattern = mask, mask = " + narrow).problems())
        .singleElement()
        .asString()
        .contains("row 3 of the mask has 27 characters, the image 28 columns");
    assertThat(file("pattern = mask, mask = " + empty).problems()).hasSize(1);
  }

  @Test
  void aPatternCanBeBlendedInAndEdgeCasesNeedNone() {
    assertThat(triggerPattern("pattern = blended, ratio = 0.1, pattern-seed = 3"))
        .isEqualTo(Blended.noise(0.1, new ImageShape(1, 28, 28), 3));
    assertThat(triggerPattern("pattern = edge-case, share = 0.05")).isEqualTo(new Natural(0.05));
    assertThat(triggerPattern("pattern = label-flip")).isEqualTo(new Natural(1));
    assertThat(file("pattern = edge-case, share = 0").problems())
        .singleElement()
        .asString()
        .contains("backdoor.trigger.share: 0 is out of range");
  }
}
