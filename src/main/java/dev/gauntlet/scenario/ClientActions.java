package dev.gauntlet.scenario;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.hocon.Units;
import dev.gauntlet.timeline.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The actions of the timeline that clients undergo. */
final class ClientActions {

  private static final Bounds FACTORS = Bounds.above(1).to(Limits.RATE);

  private ClientActions() {}

  static TimelineAction.Reader membership(boolean present) {
    return (keys, subjects) -> action(keys, subjects, who -> new Change.Membership(who, present));
  }

  static TimelineAction.Reader connection(boolean online) {
    return (keys, subjects) -> action(keys, subjects, who -> new Change.Connection(who, online));
  }

  static Optional<TimelineAction> slowDown(Section keys, TimelineSubjects subjects) {
    double factor = factor(keys);
    return action(keys, subjects, who -> new Change.Speed(who, factor));
  }

  static Optional<TimelineAction> speedUp(Section keys, TimelineSubjects subjects) {
    double factor = factor(keys);
    return action(keys, subjects, who -> new Change.Speed(who, 1 / factor));
  }

  private static double factor(Section keys) {
    return keys.required("factor", "expected a number above 1")
        .map(setting -> setting.number(FACTORS))
        .orElse(2.0);
  }

  static Optional<TimelineAction> split(Section keys, TimelineSubjects subjects) {
    Bounds lengths = Bounds.above(0).to(Limits.SECONDS);
    double seconds =
        keys.required("for", "expected " + Units.SECONDS)
            .map(setting -> setting.quantity(Units.SECONDS, lengths))
            .orElse(1.0);
    return action(keys, subjects, who -> new Change.Split(who, seconds));
  }

  private static Optional<TimelineAction> action(
      Section keys, TimelineSubjects subjects, Function<List<ClientId>, Change> change) {
    List<ClientId> clients =
        keys.required("clients", "expected a list such as [3, 4], or all")
            .map(setting -> clients(setting, subjects.clients()))
            .orElse(List.of());
    return keys.isSound()
        ? Optional.of(TimelineAction.of(change.apply(clients)))
        : Optional.empty();
  }

  private static List<ClientId> clients(Setting setting, int population) {
    List<Integer> named =
        setting.takes("all")
            ? IntStream.range(0, population).boxed().toList()
            : new ClientSeats(population).named(setting);
    return named.stream().map(ClientId::new).toList();
  }
}
