package dev.gauntlet.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clients that are online in recorded periods only, and never if none is recorded of them. All
 * periods lie in one array in the order of clients, so that a trace of millions takes 16 bytes a
 * period.
 */
public final class Trace implements Availability {

  /** Client {@code c} has the periods from {@code first[c]} to before {@code first[c + 1]}. */
  private final int[] first;

  private final double[] from;
  private final double[] until;

  /**
   * A time in which a client is online.
   *
   * @param from virtual seconds, at least 0
   * @param until the second from which it is offline, above {@code from}; may be infinite
   */
  public record Period(double from, double until) {
    public Period {
      if (!(from >= 0 && until > from) || Double.isInfinite(from)) {
        throw new IllegalArgumentException("no period runs from " + from + " to " + until);
      }
    }
  }

  /**
   * @param periods by client, in any order; those of one client do not overlap but may touch
   */
  public Trace(Map<Integer, List<Period>> periods) {
    int clients = periods.keySet().stream().mapToInt(client -> client + 1).max().orElse(0);
    first = new int[clients + 1];
    List<Period> all = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      all.addAll(joined(client, periods.getOrDefault(client, List.of())));
      first[client + 1] = all.size();
    }
    from = all.stream().mapToDouble(Period::from).toArray();
    until = all.stream().mapToDouble(Period::until).toArray();
  }

  @Override
  public boolean isOnline(int client, double time, long attempt) {
    int place = lastBegun(client, time);
    return place >= 0 && time < until[place];
  }

  @Override
  public double offlineFrom(int client, double time, double until) {
    int place = lastBegun(client, time);
    double end = place >= 0 ? Math.max(time, this.until[place]) : time;
    return end < until ? end : Double.POSITIVE_INFINITY;
  }

  /** The client's last period that has begun by then; negative if none has. */
  private int lastBegun(int client, double time) {
    if (client >= first.length - 1) {
      return -1;
    }
    int found = Arrays.binarySearch(from, first[client], first[client + 1], time);
    int place = found >= 0 ? found : -found - 2;
    return place >= first[client] ? place : -1;
  }

  /** Sorted, with periods that touch made one. */
  private static List<Period> joined(int client, List<Period> periods) {
    List<Period> joined = new ArrayList<>();
    for (Period period : periods.stream().sorted(Comparator.comparing(Period::from)).toList()) {
      Period last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && period.from < last.until) {
        throw new IllegalArgumentException("client " + client + " has periods that overlap");
      }
      if (last != null && period.from == last.until) {
        joined.set(joined.size() - 1, new Period(last.from, period.until));
      } else {
        joined.add(period);
      }
    }
    return joined;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Trace that
        && Arrays.equals(first, that.first)
        && Arrays.equals(from, that.from)
        && Arrays.equals(until, that.until);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(from);
  }

  @Override
  public String toString() {
    return "Trace[" + from.length + " periods]";
  }
}
