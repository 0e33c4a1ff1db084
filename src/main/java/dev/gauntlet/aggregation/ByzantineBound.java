package dev.gauntlet.aggregation;

import java.util.Optional;

/** What rules that are told how many attackers to expect say of it. */
final class ByzantineBound {

  private ByzantineBound() {}

  /** Checks f. */
  static void check(int attackers) {
    if (attackers < 0) {
      throw new IllegalArgumentException("attackers are at least 0, not " + attackers);
    }
  }

  /** The inequality {@code n > 2f + 2} of Krum, if it does not hold. */
  static Optional<String> krum(String rule, int n, int f) {
    return (long) n > 2L * f + 2
        ? Optional.empty()
        : Optional.of(rule + " needs n > 2f + 2: n = " + n + ", f = " + f);
  }

  /** The inequality {@code n >= 4f + 3} of Bulyan, if it does not hold. */
  static Optional<String> bulyan(String rule, int n, int f) {
    return (long) n >= 4L * f + 3
        ? Optional.empty()
        : Optional.of(rule + " needs n >= 4f + 3: n = " + n + ", f = " + f);
  }
}
