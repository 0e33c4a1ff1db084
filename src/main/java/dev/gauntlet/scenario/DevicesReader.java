package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.hocon.Units;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.Devices.Group;
import dev.gauntlet.simulation.Devices.Profile;
import dev.gauntlet.simulation.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The block {@code devices}. */
final class DevicesReader {

  private static final String UNLIMITED = "unlimited";

  private final Section devices;
  private final ClientSeats seats;

  DevicesReader(Section devices, int clients) {
    this.devices = devices;
    this.seats = new ClientSeats(clients);
  }

  Devices read() {
    Profile profile =
        new Profile(
            duration(devices, "seconds-per-sample").orElseThrow(),
            duration(devices, "latency").orElseThrow(),
            bandwidth(devices).orElseThrow());
    List<Group> groups = new ArrayList<>();
    for (Setting item : devices.items("groups", "expected groups = [ { clients = [3], ... } ]")) {
      groups.add(group(devices.part(item, Defaults.block("device-group")), profile));
    }
    return new Devices(profile, groups);
  }

  /** A group's profile is everyone's but for what it says itself. */
  private Group group(Section keys, Profile everyone) {
    List<Integer> clients =
        keys.optional("clients")
            .map(seats::named)
            .orElseGet(
                () -> {
                  keys.problem("clients", "is missing", "expected a list such as [3, 4]");
                  return List.of();
                });
    Profile profile =
        new Profile(
            duration(keys, "seconds-per-sample").orElse(everyone.secondsPerSample()),
            duration(keys, "latency").orElse(everyone.latencySeconds()),
            bandwidth(keys).orElse(everyone.bytesPerSecond()));
    return new Group(clients, profile);
  }

  private static Optional<Distribution> duration(Section keys, String key) {
    return keys.optional(key).map(setting -> DistributionReader.duration(keys, setting));
  }

  private static Optional<Double> bandwidth(Section keys) {
    return keys.optional("bandwidth").map(DevicesReader::bytesPerSecond);
  }

  private static double bytesPerSecond(Setting setting) {
    if (setting.takes(UNLIMITED)) {
      return Double.POSITIVE_INFINITY;
    }
    if (setting.isBlock()) {
      setting.problem("a distribution is not supported by this version", "expected " + Units.BYTES);
      return 1;
    }
    return setting.quantity(Units.BYTES, Bounds.above(0));
  }
}
