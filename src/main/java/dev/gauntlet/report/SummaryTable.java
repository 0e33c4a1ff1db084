package dev.gauntlet.report;

import dev.gauntlet.report.Summary.PhaseSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A summary as a table for people; rates in percent. */
public final class SummaryTable {

  private static final List<String> HEADINGS =
      List.of("phase", "rounds", "pruned", "zeroed", "delta", "accuracy %", "ASR %");

  private SummaryTable() {}

  /** The tables of the run and of its branches. */
  public static String of(Summary summary) {
    StringBuilder tables = new StringBuilder(table(summary.phases()));
    if (summary.branches() != null) {
      summary
          .branches()
          .forEach(
              (name, branch) ->
                  tables
                      .append("\nbranch ")
                      .append(name)
                      .append('\n')
                      .append(table(branch.phases())));
    }
    return tables.toString();
  }

  /** A table, its first column aligned left and the others right, each line ended. */
  private static String table(List<PhaseSummary> phases) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    phases.forEach(phase -> rows.add(row(phase)));
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int width = width(rows, column);
        String format = column == 0 ? "%-" + width + "s" : "  %" + width + "s";
        line.append(format.formatted(row.get(column)));
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private static List<String> row(PhaseSummary phase) {
    return List.of(
        phase.index() + " " + phase.phase(),
        text(phase.rounds()),
        text(phase.prunedNeurons()),
        text(phase.zeroedWeights()),
        phase.delta() == null ? "" : String.format(Locale.ROOT, "%.2f", phase.delta()),
        percent(phase.accuracy()),
        percent(phase.attackSuccessRate()));
  }

  private static String text(@Nullable Integer value) {
    return value == null ? "" : value.toString();
  }

  private static String percent(@Nullable Double rate) {
    return rate == null ? "-" : String.format(Locale.ROOT, "%.1f", 100 * rate);
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
  }
}
