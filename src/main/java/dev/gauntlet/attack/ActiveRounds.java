package dev.gauntlet.attack;

/**
 * The rounds in which an adversary attacks.
 *
 * @param from the first, at least 0; rounds are counted from 1 through the whole run
 * @param until the last, {@link #FOR_EVER} if it never stops
 */
public record ActiveRounds(int from, int until) {

  public static final int FOR_EVER = Integer.MAX_VALUE;

  /** In every round. */
  public static final ActiveRounds ALWAYS = new ActiveRounds(0, FOR_EVER);

  /** In none. */
  public static final ActiveRounds NEVER = new ActiveRounds(FOR_EVER, FOR_EVER);

  public ActiveRounds {
    if (from < 0 || until < from) {
      throw new IllegalArgumentException(
          "active from round " + from + " until round " + until + " is never");
    }
  }

  public boolean contains(int round) {
    return round >= from && round <= until;
  }
}
