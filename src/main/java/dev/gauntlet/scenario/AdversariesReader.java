package dev.gauntlet.scenario;

import dev.gauntlet.attack.Attack;
import dev.gauntlet.federation.ClientId;
import java.util.ArrayList;
import java.util.List;

/** The list {@code adversaries}. */
final class AdversariesReader {

  private static final String WHO = "expected one of clients = [0, 3] and count = 2";

  private final Section root;
  private final int clients;
  private final DataReader data;
  private final ClientSeats seats;

  AdversariesReader(Section root, int clients, DataReader data) {
    this.root = root;
    this.clients = clients;
    this.data = data;
    this.seats = new ClientSeats(clients);
  }

  List<Attack> read() {
    Setting list = root.setting("adversaries");
    List<Section> adversaries = new ArrayList<>();
    for (Setting item : list.items("expected adversaries = [ { ... } ]")) {
      adversaries.add(root.part(item, Defaults.block("adversary")));
    }
    // Whoever names clients comes first; a count gets what is left.
    List<List<Integer>> named = adversaries.stream().map(this::named).toList();
    List<Attack> attacks = new ArrayList<>();
    for (int i = 0; i < adversaries.size(); i++) {
      Section keys = adversaries.get(i);
      List<Integer> members =
          keys.isGiven("count") ? seats.free(keys.setting("count")) : named.get(i);
      AdversaryReader reader = new AdversaryReader(keys, clients, data);
      reader.read(members.stream().map(ClientId::new).toList()).ifPresent(attacks::add);
    }
    return attacks;
  }

  private List<Integer> named(Section keys) {
    boolean counted = keys.isGiven("count");
    if (keys.isGiven("clients") == counted) {
      String wrong = counted ? "has both clients and count" : "has neither clients nor count";
      keys.problem("clients", wrong, WHO);
    }
    return keys.optional("clients").map(seats::named).orElse(List.of());
  }
}
