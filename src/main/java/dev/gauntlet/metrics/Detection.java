package dev.gauntlet.metrics;

import org.jspecify.annotations.Nullable;

/**
 * How well an aggregation rule tells attackers' updates from others, in a round or over several.
 *
 * @param caught attackers' updates that it rejected
 * @param missed attackers' updates that it accepted
 * @param wronged other updates that it rejected
 * @param cleared other updates that it accepted
 * @param precision the share of attackers' among those rejected; null if it rejected none
 * @param recall the share of those rejected among the attackers'; null if there were none
 * @param falsePositiveRate the share of those rejected among the others; null if there were none
 */
public record Detection(
    int caught,
    int missed,
    int wronged,
    int cleared,
    @Nullable Double precision,
    @Nullable Double recall,
    @Nullable Double falsePositiveRate) {

  /** With no verdict yet. */
  public static final Detection NONE = of(0, 0, 0, 0);

  /** With the rates that follow from these numbers. */
  public static Detection of(int caught, int missed, int wronged, int cleared) {
    return new Detection(
        caught,
        missed,
        wronged,
        cleared,
        share(caught, caught + wronged),
        share(caught, caught + missed),
        share(wronged, wronged + cleared));
  }

  /** With one verdict more. */
  public Detection with(boolean attacker, boolean accepted) {
    return of(
        caught + (attacker && !accepted ? 1 : 0),
        missed + (attacker && accepted ? 1 : 0),
        wronged + (!attacker && !accepted ? 1 : 0),
        cleared + (!attacker && accepted ? 1 : 0));
  }

  /** Of both together. */
  public Detection plus(Detection other) {
    return of(
        caught + other.caught,
        missed + other.missed,
        wronged + other.wronged,
        cleared + other.cleared);
  }

  private static @Nullable Double share(int part, int whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
