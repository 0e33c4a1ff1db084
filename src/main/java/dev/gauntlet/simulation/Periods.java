package dev.gauntlet.simulation;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Clients that are online and offline in turn: an alternating renewal process for each. A cycle is
 * an online period and the offline one after it. At time 0 a client is at a uniformly random point
 * of its first cycle, so that clients do not move in step; in the long run the share online is
 * {@code mean(online) / (mean(online) + mean(offline))}.
 *
 * <p>For each client that was asked, the cycle last looked at is remembered, so that time that goes
 * on costs a step a cycle. It can be found again from nothing: what is remembered changes no
 * answer.
 */
public final class Periods implements Availability {

  private final Distribution online;
  private final Distribution offline;
  private final RandomStreams streams;
  private final Map<Integer, Cycle> lastLookedAt = new ConcurrentHashMap<>();

  /**
   * @param online seconds of an online period; its mean is above 0
   * @param offline seconds of an offline period; its mean is above 0
   * @param streams of the run
   */
  public Periods(Distribution online, Distribution offline, RandomStreams streams) {
    if (!(online.mean() > 0 && offline.mean() > 0)) {
      throw new IllegalArgumentException("online and offline periods last longer than 0 s");
    }
    this.online = online;
    this.offline = offline;
    this.streams = streams;
  }

  /** Online from {@code start} to before {@code offlineFrom}, offline to before {@code end}. */
  private record Cycle(long number, double start, double offlineFrom, double end) {}

  @Override
  public boolean isOnline(int client, double time, long attempt) {
    return time < cycle(client, time).offlineFrom;
  }

  @Override
  public double offlineFrom(int client, double time, double until) {
    double end = Math.max(time, cycle(client, time).offlineFrom);
    return end < until ? end : Double.POSITIVE_INFINITY;
  }

  private Cycle cycle(int client, double time) {
    Cycle cycle = lastLookedAt.get(client);
    if (cycle == null || time < cycle.start) {
      cycle = first(client);
    }
    while (time >= cycle.end) {
      cycle = next(client, cycle);
    }
    lastLookedAt.put(client, cycle);
    return cycle;
  }

  private Cycle first(int client) {
    Cycle whole = draw(client, 0, 0);
    double begun = whole.end * streams.stream("availability-phase", client).nextDouble();
    return new Cycle(0, -begun, whole.offlineFrom - begun, whole.end - begun);
  }

  private Cycle next(int client, Cycle cycle) {
    return draw(client, cycle.number + 1, cycle.end);
  }

  private Cycle draw(int client, long number, double start) {
    RandomGenerator random = streams.stream("availability", client, number);
    double offlineFrom = start + online.draw(random);
    return new Cycle(number, start, offlineFrom, offlineFrom + offline.draw(random));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Periods that
        && online.equals(that.online)
        && offline.equals(that.offline)
        && streams.equals(that.streams);
  }

  @Override
  public int hashCode() {
    return Objects.hash(online, offline, streams);
  }

  @Override
  public String toString() {
    return "Periods[online=" + online + ", offline=" + offline + "]";
  }
}
