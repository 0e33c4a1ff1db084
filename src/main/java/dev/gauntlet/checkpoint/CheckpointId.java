package dev.gauntlet.checkpoint;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The point of a run after which a checkpoint was taken, and from which the run can continue.
 *
 * @param ordinal rounds and phases that have ended until there, which orders the places of a run
 * @param kind after what it is
 * @param number of the round, counted from 1 through the run, or the phase, from 0
 */
public record CheckpointId(int ordinal, Kind kind, int number) implements Comparable<CheckpointId> {

  /** What has just ended. */
  public enum Kind {
    ROUND,
    PHASE;

    /** As the user writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final String EXTENSION = ".checkpoint";
  private static final Pattern FILE =
      Pattern.compile("(\\d{6,9})-(round|phase)-(\\d{1,9})" + Pattern.quote(EXTENSION));

  static CheckpointId afterRound(int round, int phasesEnded) {
    return new CheckpointId(round + phasesEnded, Kind.ROUND, round);
  }

  static CheckpointId afterPhase(int phase, int roundsDone) {
    return new CheckpointId(roundsDone + phase + 1, Kind.PHASE, phase);
  }

  /** The name of the place's file: names sort as places do. */
  public String file() {
    return String.format(Locale.ROOT, "%06d-%s-%d%s", ordinal, kind.word(), number, EXTENSION);
  }

  /** The place of a file of that name, if it is a checkpoint's. */
  static Optional<CheckpointId> ofFile(String name) {
    Matcher parts = FILE.matcher(name);
    return parts.matches()
        ? Optional.of(
            new CheckpointId(
                Integer.parseInt(parts.group(1)),
                Kind.valueOf(parts.group(2).toUpperCase(Locale.ROOT)),
                Integer.parseInt(parts.group(3))))
        : Optional.empty();
  }

  @Override
  public int compareTo(CheckpointId other) {
    return Comparator.comparingInt(CheckpointId::ordinal)
        .thenComparing(CheckpointId::kind)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return kind.word() + " " + number;
  }
}
