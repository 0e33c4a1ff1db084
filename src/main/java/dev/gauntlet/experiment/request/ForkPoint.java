package dev.gauntlet.experiment.request;

import dev.gauntlet.checkpoint.CheckpointId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run and a point of it: {@code RUN}, {@code RUN@phase:N} or {@code RUN@round:N}.
 *
 * @param run its folder
 * @param kind after what the point is; empty for the end or the newest checkpoint
 * @param number of the phase, from 0, or the round, from 1 through the run
 */
public record ForkPoint(Path run, Optional<CheckpointId.Kind> kind, int number) {

  private static final Pattern POINT = Pattern.compile("(.+)@(phase|round):(\\d{1,9})");

  /**
   * Reads what the user wrote.
   *
   * @throws RequestException if it names no point
   */
  public static ForkPoint parse(String text) throws RequestException {
    Matcher parts = POINT.matcher(text);
    if (parts.matches()) {
      return new ForkPoint(
          Path.of(parts.group(1)),
          Optional.of(
              parts.group(2).equals("phase") ? CheckpointId.Kind.PHASE : CheckpointId.Kind.ROUND),
          Integer.parseInt(parts.group(3)));
    }
    if (text.matches(".*@(phase|round)\\b.*")) {
      throw new RequestException(
          "--from " + text + ": expected RUN, RUN@phase:N or RUN@round:N with a number N");
    }
    return new ForkPoint(Path.of(text), Optional.empty(), 0);
  }

  /** Whether it is that place. */
  public boolean is(CheckpointId place) {
    return kind.isEmpty() || (place.kind() == kind.get() && place.number() == number);
  }

  @Override
  public String toString() {
    return run + kind.map(any -> "@" + any.word() + ":" + number).orElse("");
  }
}
