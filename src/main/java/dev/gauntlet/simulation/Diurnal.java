package dev.gauntlet.simulation;

/**
 * Clients that come and go with the day, as phones do that are charged at night. The day has
 * {@value #SLOTS} slots; in each a client is online or not, with a probability that follows a
 * cosine from {@code max} at {@code peakSeconds} down to {@code min} half a period later.
 *
 * @param min the probability at the trough, from 0 to {@code max}
 * @param max the probability at the peak, up to 1
 * @param peakSeconds when the first peak is, from 0 to the period
 * @param periodSeconds the length of a day, above 0
 * @param streams of the run
 */
public record Diurnal(
    double min, double max, double peakSeconds, double periodSeconds, RandomStreams streams)
    implements Availability {

  /** Half an hour of a day of 24. */
  private static final int SLOTS = 48;

  public Diurnal {
    if (!(min >= 0 && max >= min && max <= 1)) {
      throw new IllegalArgumentException("no share online runs from " + min + " to " + max);
    }
    if (!(periodSeconds > 0) || Double.isInfinite(periodSeconds)) {
      throw new IllegalArgumentException("a period is longer than 0 s, not " + periodSeconds);
    }
    if (!(peakSeconds >= 0 && peakSeconds <= periodSeconds)) {
      throw new IllegalArgumentException("the peak is within the period, not at " + peakSeconds);
    }
  }

  /** The probability that a client is online in the slot of that time. */
  public double shareOnline(double time) {
    return shareIn(slot(time));
  }

  @Override
  public boolean isOnline(int client, double time, long attempt) {
    return isOnlineIn(client, slot(time));
  }

  @Override
  public double offlineFrom(int client, double time, double until) {
    long slot = slot(time);
    if (min == 1) {
      return Double.POSITIVE_INFINITY;
    }
    for (long later = slot; later * slotSeconds() < until; later++) {
      if (!isOnlineIn(client, later)) {
        return Math.max(time, later * slotSeconds());
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private boolean isOnlineIn(int client, long slot) {
    return streams.stream("availability", client, slot).nextDouble() < shareIn(slot);
  }

  private double shareIn(long slot) {
    double middle = (slot + 0.5) * slotSeconds();
    double angle = 2 * Math.PI * (middle - peakSeconds) / periodSeconds;
    return min + (max - min) * (1 + StrictMath.cos(angle)) / 2;
  }

  private long slot(double time) {
    return (long) Math.floor(time / slotSeconds());
  }

  private double slotSeconds() {
    return periodSeconds / SLOTS;
  }
}
