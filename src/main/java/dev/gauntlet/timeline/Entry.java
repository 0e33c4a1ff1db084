package dev.gauntlet.timeline;

/**
 * An entry of the timeline.
 *
 * @param when it fires
 * @param action its name in the scenario language
 * @param change what it does
 */
public record Entry(When when, String action, Change change) {

  /** The moment of an entry. */
  public sealed interface When {}

  /** Before that round, counted from 1 through the run: as soon as the one before it is closed. */
  public record AtRound(int round) implements When {}

  /** At that virtual second, before anything else that happens then. */
  public record AtTime(double seconds) implements When {}
}
