package dev.gauntlet.simulation;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How fast clients compute and how far they are from the server, in virtual time.
 *
 * @param profile of every client that is in no group
 * @param groups clients with a profile of their own; the first group that names a client counts
 */
public record Devices(Profile profile, List<Group> groups) {

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

  public Devices {
    groups = List.copyOf(groups);
  }

  /**
   * The seconds from a dispatch to the arrival of its result: compute time, and latency and
   * transfer both ways.
   *
   * @param random the dispatch's own stream
   */
  public double seconds(Fates.Dispatch dispatch, RandomGenerator random) {
    Profile device = profileOf(dispatch.client());
    double compute =
        dispatch.samples() * device.secondsPerSample.draw(random) * dispatch.slowness();
    double latency = device.latencySeconds.draw(random) + device.latencySeconds.draw(random);
    return compute
        + latency
        + (dispatch.bytesDown() + dispatch.bytesUp()) / device.bytesPerSecond;
  }

  private Profile profileOf(int client) {
    for (Group group : groups) {
      if (group.clients.contains(client)) {
        return group.profile;
      }
    }
    return profile;
  }
}
