package dev.gauntlet.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of text in columns as wide as they need to be. */
public final class TextTable {

  private final int leftAligned;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param leftAligned how many of the first columns are aligned left; the others are right
   */
  public TextTable(int leftAligned, List<String> headings) {
    this.leftAligned = leftAligned;
    rows.add(headings);
  }

  public void add(List<String> row) {
    rows.add(row);
  }

  /** A rate in percent, or a dash. */
  public static String percent(@Nullable Double rate) {
    return rate == null ? "-" : String.format(Locale.ROOT, "%.1f", 100 * rate);
  }

  /** Every line ended. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String alignment = column < leftAligned ? "-" : "";
        String gap = column == 0 ? "" : "  ";
        line.append((gap + "%" + alignment + width(column) + "s").formatted(row.get(column)));
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
  }
}
