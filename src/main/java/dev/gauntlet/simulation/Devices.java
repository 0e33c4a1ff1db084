package dev.gauntlet.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How fast clients compute and how far they are from the server, in virtual time. */
public final class Devices {

  private final Profile profile;
  private final List<Group> groups;
  private final Map<Integer, Profile> ofOneClient = new HashMap<>();

  /**
   * One kind of device.
   *
   * @param secondsPerSample compute time of one training example
   * @param latencySeconds of each message
   * @param bytesPerSecond bandwidth, above 0; infinite where transfers take no time
   */
  public record Profile(
      Distribution secondsPerSample, Distribution latencySeconds, double bytesPerSecond) {
    public Profile {
      if (!(bytesPerSecond > 0)) {
        throw new IllegalArgumentException("bandwidth is above 0, not " + bytesPerSecond);
      }
    }
  }

  /** Clients by index and their profile. */
  public record Group(List<Integer> clients, Profile profile) {
    public Group {
      clients = List.copyOf(clients);
    }
  }

  /**
   * @param profile of every client that is in no group
   * @param groups clients with a profile of their own; the first group that names a client counts
   */
  public Devices(Profile profile, List<Group> groups) {
    this.profile = profile;
    this.groups = List.copyOf(groups);
    for (Group group : groups) {
      group.clients.forEach(client -> ofOneClient.putIfAbsent(client, group.profile));
    }
  }

  /** Of every client that is in no group. */
  public Profile profile() {
    return profile;
  }

  public List<Group> groups() {
    return groups;
  }

  /**
   * The seconds from a dispatch to the arrival of its result: compute time, and latency and
   * transfer both ways.
   *
   * @param random the dispatch's own stream
   */
  public double seconds(DispatchOutcomes.Dispatch dispatch, RandomGenerator random) {
    Profile device = profileOf(dispatch.client());
    double compute =
        dispatch.samples() * device.secondsPerSample.draw(random) * dispatch.slowness();
    double latency = device.latencySeconds.draw(random) + device.latencySeconds.draw(random);
    return compute + latency + (dispatch.bytesDown() + dispatch.bytesUp()) / device.bytesPerSecond;
  }

  /** A bound on {@link #seconds}: no such dispatch takes less. */
  public double leastSeconds(int client, long samples, long bytesDown, long bytesUp) {
    Profile device = profileOf(client);
    return samples * device.secondsPerSample.least()
        + 2 * device.latencySeconds.least()
        + (bytesDown + bytesUp) / device.bytesPerSecond;
  }

  /** Whether any dispatch can take longer than no time. */
  public boolean takeTime() {
    return takesTime(profile) || groups.stream().anyMatch(group -> takesTime(group.profile));
  }

  private static boolean takesTime(Profile device) {
    return device.secondsPerSample.mean() > 0
        || device.latencySeconds.mean() > 0
        || Double.isFinite(device.bytesPerSecond);
  }

  private Profile profileOf(int client) {
    return ofOneClient.getOrDefault(client, profile);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Devices that
        && profile.equals(that.profile)
        && groups.equals(that.groups);
  }

  @Override
  public int hashCode() {
    return Objects.hash(profile, groups);
  }

  @Override
  public String toString() {
    return "Devices[profile=" + profile + ", groups=" + groups + "]";
  }
}
