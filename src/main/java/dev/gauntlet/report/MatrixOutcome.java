package dev.gauntlet.report;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run of a grid.
 *
 * @param attack its name
 * @param defence its name
 * @param summary of the run; null if it failed
 */
public record MatrixOutcome(String attack, String defence, long seed, @Nullable Summary summary) {

  /** The run, and each of its branches as one of its own against {@code defence/branch}. */
  Stream<MatrixOutcome> legs() {
    if (summary == null || summary.branches() == null) {
      return Stream.of(this);
    }
    return Stream.concat(Stream.of(this), summary.branches().entrySet().stream().map(this::branch));
  }

  private MatrixOutcome branch(Map.Entry<String, Summary.BranchSummary> branch) {
    return new MatrixOutcome(
        attack,
        defence + "/" + branch.getKey(),
        seed,
        new Summary(
            branch.getKey(),
            seed,
            null,
            branch.getValue().phases(),
            branch.getValue().modelSha256()));
  }
}
