package dev.gauntlet.report;

import dev.gauntlet.report.Summary.PhaseSummary;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A summary as a table for people; rates in percent. */
public final class SummaryTable {

  private static final List<String> HEADINGS =
      List.of("phase", "rounds", "pruned", "zeroed", "delta", "accuracy %", "ASR %");

  private SummaryTable() {}

  /** The table, its first column aligned left and the others right, each line ended. */
  public static String of(Summary summary) {
    TextTable table = new TextTable(1, HEADINGS);
    summary.phases().forEach(phase -> table.add(row(phase)));
    return table.toString();
  }

  private static List<String> row(PhaseSummary phase) {
    return List.of(
        phase.index() + " " + phase.phase(),
        text(phase.rounds()),
        text(phase.prunedNeurons()),
        text(phase.zeroedWeights()),
        phase.delta() == null ? "" : String.format(Locale.ROOT, "%.2f", phase.delta()),
        TextTable.percent(phase.accuracy()),
        TextTable.percent(phase.attackSuccessRate()));
  }

  private static String text(@Nullable Integer value) {
    return value == null ? "" : value.toString();
  }
}
