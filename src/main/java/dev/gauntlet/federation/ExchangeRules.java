package dev.gauntlet.federation;

/**
 * When the server has waited long enough for the answers to what it asked, be it updates or votes.
 *
 * @param deadlineSeconds after asking, from which on answers are late; infinite for none
 * @param overSelection how many times the clients needed are asked; at least 1
 * @param minUpdates the fewest answers that an exchange can end with, at least 1
 * @param maxRetries how often an exchange with too few answers is repeated before the run fails
 * @param retryWaitSeconds before it is repeated
 */
public record ExchangeRules(
    double deadlineSeconds,
    double overSelection,
    int minUpdates,
    int maxRetries,
    double retryWaitSeconds) {

  /** Waits for everyone. */
  public static final ExchangeRules PATIENT =
      new ExchangeRules(Double.POSITIVE_INFINITY, 1, 1, 10, 60);

  public ExchangeRules {
    if (!(deadlineSeconds > 0)) {
      throw new IllegalArgumentException("a deadline is above 0, not " + deadlineSeconds);
    }
    if (!(overSelection >= 1) || Double.isInfinite(overSelection)) {
      throw new IllegalArgumentException("over-selection is at least 1, not " + overSelection);
    }
    if (minUpdates < 1 || maxRetries < 0) {
      throw new IllegalArgumentException("min-updates is at least 1, max-retries at least 0");
    }
    if (!(retryWaitSeconds >= 0) || Double.isInfinite(retryWaitSeconds)) {
      throw new IllegalArgumentException("a wait is at least 0, not " + retryWaitSeconds);
    }
  }

  /** How many to ask when {@code needed} answers are wanted. */
  public int asked(int needed) {
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(needed * overSelection - 1e-9));
  }
}
