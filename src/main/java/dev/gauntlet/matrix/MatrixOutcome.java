package dev.gauntlet.matrix;

import dev.gauntlet.report.Summary;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run of a grid.
 *
 * @param attack its name
 * @param defence its name
 * @param branches their names
 * @param summary of the run; null if it failed
 */
public record MatrixOutcome(
    String attack, String defence, long seed, List<String> branches, @Nullable Summary summary) {

  public MatrixOutcome {
    branches = List.copyOf(branches);
  }

  /** The run, and each of its branches as one of its own against {@code defence/branch}. */
  Stream<MatrixOutcome> segments() {
    return Stream.concat(Stream.of(this), branches.stream().map(this::branch));
  }

  private MatrixOutcome branch(String name) {
    Summary.BranchSummary end =
        summary == null || summary.branches() == null ? null : summary.branches().get(name);
    return new MatrixOutcome(
        attack,
        defence + "/" + name,
        seed,
        List.of(),
        end == null ? null : new Summary(name, seed, null, end.phases(), end.modelSha256()));
  }
}
