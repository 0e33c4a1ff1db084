package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Diagnostics;
import dev.gauntlet.hocon.Messages;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.hocon.Units;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Chance;
import dev.gauntlet.simulation.Distribution;
import dev.gauntlet.simulation.Diurnal;
import dev.gauntlet.simulation.Periods;
import dev.gauntlet.simulation.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The block {@code availability}: one of four ways to say when clients can be reached. */
final class AvailabilityReader {

  private static final String WAYS =
      "expected one of probability, online and offline, trace, diurnal";

  /** Shorter ones would be passed one by one in virtual time for nothing. */
  private static final double SHORTEST_MEAN = 0.001;

  private final Section keys;
  private final Diagnostics reading;
  private final int clients;
  private final RandomStreams streams;

  AvailabilityReader(Section keys, Diagnostics reading, int clients, RandomStreams streams) {
    this.keys = keys;
    this.reading = reading;
    this.clients = clients;
    this.streams = streams;
  }

  /** What the scenario says, or always after a problem. */
  Availability read() {
    List<String> ways = new ArrayList<>();
    for (String key : List.of("probability", "online", "trace", "diurnal")) {
      boolean given = keys.isGiven(key) || (key.equals("online") && keys.isGiven("offline"));
      if (given) {
        ways.add(key);
      }
    }
    if (ways.size() > 1) {
      String extra =
          ways.get(1).equals("online") && !keys.isGiven("online") ? "offline" : ways.get(1);
      keys.problem(extra, "cannot stand beside " + ways.get(0), WAYS);
      keys.abandon();
      return Availability.ALWAYS;
    }
    return switch (ways.isEmpty() ? "probability" : ways.get(0)) {
      case "online" -> periods();
      case "trace" -> trace();
      case "diurnal" -> diurnal(keys.part(keys.setting("diurnal"), Defaults.block("diurnal")));
      default -> chance();
    };
  }

  private Availability chance() {
    double probability = keys.number("probability", Bounds.above(0).to(1));
    return probability == 1 ? Availability.ALWAYS : new Chance(probability, streams);
  }

  private Availability periods() {
    Optional<Distribution> online = period("online");
    Optional<Distribution> offline = period("offline");
    return keys.isSound() && online.isPresent() && offline.isPresent()
        ? new Periods(online.get(), offline.get(), streams)
        : Availability.ALWAYS;
  }

  private Optional<Distribution> period(String key) {
    Optional<Distribution> length =
        keys.required(key, "expected " + Units.SECONDS)
            .map(setting -> DistributionReader.duration(keys, setting));
    if (length.isPresent() && length.get().mean() < SHORTEST_MEAN && keys.sound(key)) {
      keys.problem(key, "is too short", "expected a mean of at least 1 ms");
    }
    return length;
  }

  private Availability trace() {
    Setting setting = keys.setting("trace");
    return setting
        .file("expected the name of a file of lines client,from,until")
        .map(file -> new TraceFile(file, setting.path(), clients, reading).read(setting))
        .orElse(Availability.ALWAYS);
  }

  private Availability diurnal(Section day) {
    String expected = "expected a share of the clients, from 0 to 1";
    double min = day.required("min", expected).map(s -> s.number(Bounds.FRACTION)).orElse(0.0);
    double max =
        day.required("max", expected).map(s -> s.number(Bounds.above(0).to(1))).orElse(1.0);
    Setting periodLength = day.setting("period");
    double period = periodLength.quantity(Units.SECONDS, Bounds.from(1).to(Limits.SECONDS));
    double peak = DistributionReader.seconds(day.setting("peak"));
    if (max < min && day.sound("min", "max")) {
      day.problem("max", "is below min", "expected at least " + Messages.number(min));
    }
    if (peak > period && day.sound("peak", "period")) {
      day.problem(
          "peak", "is after the period's end", "expected at most " + Messages.number(period));
    }
    return day.isSound() ? new Diurnal(min, max, peak, period, streams) : Availability.ALWAYS;
  }
}
