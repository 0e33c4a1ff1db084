package dev.gauntlet.federation;

/**
 * The factor on the learning rate by round. Rounds count from 1 through the whole run. A factor is
 * in (0, 1]; one that underflows counts as the smallest number there is.
 */
public sealed interface RateSchedule {

  /** The factor on the rate in that round. */
  double at(int round);

  /** The rate in that round of a training whose rate is otherwise {@code base}. */
  default double rate(double base, int round) {
    return positive(base * at(round));
  }

  /** 1 in all rounds. */
  record Constant() implements RateSchedule {
    @Override
    public double at(int round) {
      return 1;
    }
  }

  /** {@code factor ^ floor((t - 1) / every)}: multiplied after every so many rounds. */
  record Step(int every, double factor) implements RateSchedule {
    public Step {
      requireRounds(every, 1);
      requireFactor(factor);
    }

    @Override
    public double at(int round) {
      int times = (round - 1) / every;
      return positive(StrictMath.pow(factor, times));
    }
  }

  /** {@code factor ^ (t - 1)}: multiplied after every round. */
  record Exponential(double factor) implements RateSchedule {
    public Exponential {
      requireFactor(factor);
    }

    @Override
    public double at(int round) {
      return positive(StrictMath.pow(factor, round - 1));
    }
  }

  /**
   * Half a period of a cosine, without restarts (Loshchilov, Hutter 2017, arXiv:1608.03983,
   * equation 5 with T_cur = t - 1): {@code f + (1 - f) * (1 + cos(pi * (t - 1) / rounds)) / 2},
   * where f is the share that it would end at in the round after the last. From there on it stays
   * at its last.
   *
   * @param rounds how many it takes
   * @param finalShare of the rate, in [0, 1]
   */
  record Cosine(int rounds, double finalShare) implements RateSchedule {
    public Cosine {
      requireRounds(rounds, 1);
      if (!(finalShare >= 0 && finalShare <= 1)) {
        throw new IllegalArgumentException("a share is from 0 to 1, not " + finalShare);
      }
    }

    @Override
    public double at(int round) {
      double done = (Math.min(round, rounds) - 1.0) / rounds;
      return positive(finalShare + (1 - finalShare) * (1 + StrictMath.cos(Math.PI * done)) / 2);
    }
  }

  /**
   * A gradual beginning (Goyal et al. 2017, arXiv:1706.02677, section 2.2): in round t up to {@code
   * rounds}, {@code t / (rounds + 1)} of what the schedule says, whose rounds count from 1 as well.
   */
  record WarmUp(int rounds, RateSchedule schedule) implements RateSchedule {
    public WarmUp {
      requireRounds(rounds, 0);
    }

    @Override
    public double at(int round) {
      double share = round <= rounds ? round / (rounds + 1.0) : 1;
      return positive(share * schedule.at(round));
    }
  }

  private static double positive(double value) {
    return Math.max(value, Double.MIN_VALUE);
  }

  private static void requireRounds(int rounds, int least) {
    if (rounds < least) {
      throw new IllegalArgumentException("rounds are at least " + least + ", not " + rounds);
    }
  }

  private static void requireFactor(double factor) {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("a factor is above 0 and at most 1, not " + factor);
    }
  }
}
