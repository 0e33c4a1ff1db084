package dev.gauntlet.cli;

import dev.gauntlet.experiment.request.CheckpointPlan;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about checkpoints. */
final class CheckpointOptions {

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description =
          "Write a checkpoint after every N rounds (default: after rounds at least 10 s apart); one"
              + " after every phase in any case.")
  @Nullable Integer every;

  @Option(
      names = "--checkpoint-keep",
      paramLabel = "N",
      description = "How many rounds' checkpoints to keep (default: 3); every phase's is kept.")
  int keep = CheckpointPlan.DEFAULT.roundsKept();

  /** What they say, or the default after a problem. */
  CheckpointPlan plan(List<String> problems) {
    Problems.requireOne("--checkpoint-every", every, problems);
    Problems.requireOne("--checkpoint-keep", keep, problems);
    return problems.isEmpty()
        ? new CheckpointPlan(every == null ? OptionalInt.empty() : OptionalInt.of(every), keep)
        : CheckpointPlan.DEFAULT;
  }
}
