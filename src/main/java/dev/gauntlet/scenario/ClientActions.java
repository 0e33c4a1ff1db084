package dev.gauntlet.scenario;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.timeline.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The actions of the timeline that clients undergo. */
final class ClientActions {

  private static final Bounds FACTORS = Bounds.above(1).to(Limits.RATE);

  private ClientActions() {}

  static Deed.Reader membership(boolean present) {
    return (keys, cast) -> deed(keys, cast, who -> new Change.Membership(who, present));
  }

  static Deed.Reader connection(boolean online) {
    return (keys, cast) -> deed(keys, cast, who -> new Change.Connection(who, online));
  }

  static Optional<Deed> slowDown(Section keys, Cast cast) {
    double factor = factor(keys);
    return deed(keys, cast, who -> new Change.Speed(who, factor));
  }

  static Optional<Deed> speedUp(Section keys, Cast cast) {
    double factor = factor(keys);
    return deed(keys, cast, who -> new Change.Speed(who, 1 / factor));
  }

  private static double factor(Section keys) {
    return keys.required("factor", "expected a number above 1")
        .map(setting -> setting.number(FACTORS))
        .orElse(2.0);
  }

  static Optional<Deed> split(Section keys, Cast cast) {
    Bounds lengths = Bounds.above(0).to(Limits.SECONDS);
    double seconds =
        keys.required("for", "expected " + Units.SECONDS)
            .map(setting -> setting.quantity(Units.SECONDS, lengths))
            .orElse(1.0);
    return deed(keys, cast, who -> new Change.Split(who, seconds));
  }

  private static Optional<Deed> deed(
      Section keys, Cast cast, Function<List<ClientId>, Change> change) {
    List<ClientId> clients =
        keys.required("clients", "expected a list such as [3, 4], or all")
            .map(setting -> clients(setting, cast.clients()))
            .orElse(List.of());
    return keys.isSound() ? Optional.of(Deed.of(change.apply(clients))) : Optional.empty();
  }

  private static List<ClientId> clients(Setting setting, int population) {
    List<Integer> named =
        setting.takes("all")
            ? IntStream.range(0, population).boxed().toList()
            : new ClientSeats(population).named(setting);
    return named.stream().map(ClientId::new).toList();
  }
}
