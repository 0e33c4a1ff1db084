package dev.gauntlet.matrix;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.gauntlet.report.Summary;
import dev.gauntlet.report.Summary.PhaseSummary;
import dev.gauntlet.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A grid of runs as tables: what is left of accuracy and attack success at the end of each run, and
 * of each of its branches.
 */
public final class MatrixReport {

  private static final String RUNS_HEADER =
      "attack,defence,seed,phase_index,phase,accuracy,attack_success_rate";
  private static final String CELLS_HEADER =
      "attack,defence,runs,failed,accuracy_mean,accuracy_ci95,"
          + "attack_success_rate_mean,attack_success_rate_ci95";
  private static final List<String> HEADINGS =
      List.of("attack", "defence", "runs", "accuracy %", "+-", "ASR %", "+-");

  private final List<MatrixOutcome> outcomes;

  /**
   * @param outcomes in the order of the grid
   */
  public MatrixReport(List<MatrixOutcome> outcomes) {
    this.outcomes = outcomes.stream().flatMap(MatrixOutcome::segments).toList();
  }

  /** For people: rates in percent, with half the width of the 95 % interval over the seeds. */
  public String table() {
    TextTable table = new TextTable(2, HEADINGS);
    cells()
        .forEach(
            cell -> {
              List<String> row = new ArrayList<>(List.of(cell.attack, cell.defence));
              row.add(cell.runs() + (cell.failed() == 0 ? "" : ", " + cell.failed() + " failed"));
              for (List<Double> values : cell.measures()) {
                row.add(values.isEmpty() ? "-" : TextTable.percent(Estimate.of(values).mean()));
                row.add(halfWidth(values, width -> TextTable.percent(width)));
              }
              table.add(row);
            });
    return table.toString();
  }

  /** A row for each attack against each defence; rates are fractions of 1. */
  public String cellsCsv() {
    return csv(
        CELLS_HEADER,
        cells()
            .map(
                cell -> {
                  List<String> row = new ArrayList<>(List.of(cell.attack, cell.defence));
                  row.add(Integer.toString(cell.runs()));
                  row.add(Integer.toString(cell.failed()));
                  for (List<Double> values : cell.measures()) {
                    row.add(values.isEmpty() ? "" : number(Estimate.of(values).mean()));
                    row.add(halfWidth(values, MatrixReport::number));
                  }
                  return row;
                }));
  }

  /** A row for each phase of each run. */
  public String runsCsv() {
    return csv(
        RUNS_HEADER,
        outcomes.stream()
            .filter(run -> run.summary() != null)
            .flatMap(
                run ->
                    Objects.requireNonNull(run.summary()).phases().stream()
                        .map(phase -> row(run, phase))));
  }

  private static List<String> row(MatrixOutcome run, PhaseSummary phase) {
    return List.of(
        run.attack(),
        run.defence(),
        Long.toString(run.seed()),
        Integer.toString(phase.index()),
        phase.phase(),
        number(phase.accuracy()),
        phase.attackSuccessRate() == null ? "" : number(phase.attackSuccessRate()));
  }

  private static String csv(String header, Stream<List<String>> rows) {
    StringBuilder text = new StringBuilder(header).append('\n');
    rows.forEach(row -> text.append(String.join(",", row)).append('\n'));
    return text.toString();
  }

  private static String halfWidth(List<Double> values, Function<Double, String> format) {
    OptionalDouble width =
        values.isEmpty() ? OptionalDouble.empty() : Estimate.of(values).halfWidth();
    return width.isPresent() ? format.apply(width.getAsDouble()) : "";
  }

  /** As in the JSON files: the shortest text that reads back as the same number. */
  private static String number(double value) {
    return NumberOutput.toString(value, true);
  }

  private Stream<Cell> cells() {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (MatrixOutcome run : outcomes) {
      cells
          .computeIfAbsent(
              String.format(Locale.ROOT, "%s/%s", run.attack(), run.defence()),
              key -> new Cell(run.attack(), run.defence(), new ArrayList<>()))
          .summaries
          .add(run.summary());
    }
    return cells.values().stream();
  }

  /** The runs of an attack against a defence. */
  private record Cell(String attack, String defence, List<@Nullable Summary> summaries) {

    int runs() {
      return summaries.size();
    }

    int failed() {
      return (int) summaries.stream().filter(Objects::isNull).count();
    }

    /** Accuracies and attack success rates at the end of the runs that have them. */
    List<List<Double>> measures() {
      return List.of(values(PhaseSummary::accuracy), values(phase -> phase.attackSuccessRate()));
    }

    private List<Double> values(Function<PhaseSummary, @Nullable Double> measure) {
      List<Double> values = new ArrayList<>();
      for (Summary summary : summaries) {
        if (summary != null && !summary.phases().isEmpty()) {
          Double value = measure.apply(summary.phases().get(summary.phases().size() - 1));
          if (value != null) {
            values.add(value);
          }
        }
      }
      return values;
    }
  }
}
