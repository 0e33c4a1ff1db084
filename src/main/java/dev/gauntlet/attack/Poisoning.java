package dev.gauntlet.attack;

/** How marked images come into what an attacker trains on. */
public sealed interface Poisoning {

  /**
   * Marked copies beside the clean images (Gu et al. 2017, arXiv:1708.06733).
   *
   * @param share of the whole that is marked, in [0, 1)
   */
  record Fraction(double share) implements Poisoning {
    public Fraction {
      if (!(share >= 0 && share < 1)) {
        throw new IllegalArgumentException(
            "poison-fraction is at least 0 and below 1, not " + share);
      }
    }
  }

  /**
   * Every image twice in the same step: as it is, and marked if it can be. Of a batch the network
   * so sees what the mark changes and nothing else.
   */
  record Paired() implements Poisoning {}
}
