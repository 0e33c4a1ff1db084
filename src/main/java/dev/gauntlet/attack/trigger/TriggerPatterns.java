package dev.gauntlet.attack.trigger;

import dev.gauntlet.attack.trigger.Trigger.Cell;
import dev.gauntlet.data.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shapes of triggers that have a name in the scenario language. */
public final class TriggerPatterns {

  /** Figures of the {@code pixels} pattern by their number of pixels, each in a square of 3 x 3. */
  private static final Map<Integer, List<String>> FIGURES =
      Map.of(
          1, List.of("   ", " # ", "   "),
          3, List.of("#  ", " # ", "  #"),
          5, List.of("# #", " # ", "# #"),
          7, List.of("# #", "###", "# #"),
          9, List.of("###", "###", "###"));

  private TriggerPatterns() {}

  /** The numbers of pixels for which there is a figure. */
  public static List<Integer> pixelCounts() {
    return FIGURES.keySet().stream().sorted().toList();
  }

  /** The row or column of a figure's first cell that leaves one pixel free at the far edge. */
  public static int nearFarEdge(int extent) {
    return extent - 4;
  }

  /**
   * The figure of that many pixels whose square of 3 x 3 begins at ({@code row}, {@code column}).
   *
   * @throws IllegalArgumentException if there is no figure of that many pixels
   */
  public static Trigger pixels(int count, int row, int column, double value) {
    List<String> figure = FIGURES.get(count);
    if (figure == null) {
      throw new IllegalArgumentException(
          "there are figures of " + pixelCounts() + " pixels, not of " + count);
    }
    return new Trigger(cells(figure, row, column), value);
  }

  /**
   * Horizontal bars in two columns, the trigger of the Distributed Backdoor Attack (Xie et al.,
   * ICLR 2020, section 4.1): part {@code i} is bar {@code i}, read row by row.
   *
   * @param parts how many bars
   * @param length pixels of a bar
   * @param gap pixels between bars, in both directions
   * @param row the first bar's row
   * @param column the first bar's first column
   */
  public static List<Trigger> bars(
      int parts, int length, int gap, int row, int column, double value) {
    List<Trigger> bars = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      List<Cell> cells = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        cells.add(new Cell(row + part / 2 * (gap + 1), column + part % 2 * (length + gap) + i));
      }
      bars.add(new Trigger(cells, value));
    }
    return bars;
  }

  /**
   * The trigger drawn as an ASCII picture of the whole image: {@code #} is stamped, {@code .} and
   * the blank are not.
   *
   * @throws IllegalArgumentException if the picture is not of the image's size, has another
   *     character, or stamps nothing
   */
  public static Trigger mask(List<String> picture, ImageShape shape, double value) {
    if (picture.size() != shape.height()) {
      throw new IllegalArgumentException(
          "the mask has " + picture.size() + " rows, the image " + shape.height());
    }
    for (int row = 0; row < picture.size(); row++) {
      String line = picture.get(row);
      if (line.length() != shape.width()) {
        throw new IllegalArgumentException(
            "row %d of the mask has %d characters, the image %d columns"
                .formatted(row, line.length(), shape.width()));
      }
      if (!line.matches("[# .]*")) {
        throw new IllegalArgumentException(
            "row " + row + " of the mask is '" + line + "'; only '#', '.' and ' ' mean something");
      }
    }
    return new Trigger(cells(picture, 0, 0), value);
  }

  private static List<Cell> cells(List<String> picture, int row, int column) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < picture.size(); i++) {
      for (int j = 0; j < picture.get(i).length(); j++) {
        if (picture.get(i).charAt(j) == '#') {
          cells.add(new Cell(row + i, column + j));
        }
      }
    }
    return cells;
  }
}
