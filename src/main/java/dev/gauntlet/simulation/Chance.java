package dev.gauntlet.simulation;

/**
 * Every time a client is to be asked, chance decides anew whether it is online; once asked, it
 * stays so.
 *
 * @param probability that a client is online, from 0 to 1
 * @param streams of the run
 */
public record Chance(double probability, RandomStreams streams) implements Availability {

  public Chance {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is from 0 to 1, not " + probability);
    }
  }

  @Override
  public boolean isOnline(int client, double time, long attempt) {
    return streams.stream("availability", client, attempt).nextDouble() < probability;
  }

  @Override
  public double offlineFrom(int client, double time, double until) {
    return Double.POSITIVE_INFINITY;
  }
}
