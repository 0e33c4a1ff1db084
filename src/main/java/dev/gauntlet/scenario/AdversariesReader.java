package dev.gauntlet.scenario;

import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryChange;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Diagnostics;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.phase.PhasePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The list {@code adversaries}. */
final class AdversariesReader {

  private static final String WHO = "expected one of clients = [0, 3] and count = 2";

  private final Section root;
  private final int clients;
  private final DataReader data;
  private final ClientSeats seats;
  private final List<Section> adversaries = new ArrayList<>();

  AdversariesReader(Section root, int clients, DataReader data) {
    this.root = root;
    this.clients = clients;
    this.data = data;
    this.seats = new ClientSeats(clients);
  }

  List<Adversary> read() {
    Setting list = root.setting("adversaries");
    for (Setting item : list.items("expected adversaries = [ { ... } ]")) {
      adversaries.add(root.part(item, Defaults.block("adversary")));
    }
    // Whoever names clients comes first; a count gets what is left.
    List<List<Integer>> named = adversaries.stream().map(this::named).toList();
    List<Adversary> attacks = new ArrayList<>();
    for (int i = 0; i < adversaries.size(); i++) {
      Section keys = adversaries.get(i);
      List<Integer> members =
          keys.isGiven("count") ? seats.free(keys.setting("count")) : named.get(i);
      AdversaryReader reader = new AdversaryReader(keys, clients, data);
      reader.read(members.stream().map(ClientId::new).toList()).ifPresent(attacks::add);
    }
    return attacks;
  }

  /** Whom the timeline can name. */
  TimelineSubjects subjects(List<Adversary> attacks) {
    return new TimelineSubjects(
        clients,
        adversaries.size(),
        root.sound("adversaries") ? Optional.of(attacks) : Optional.empty(),
        data.images());
  }

  /**
   * The adversaries as they begin: those that the timeline starts behave until then, unless they
   * say themselves when they are active.
   */
  List<Adversary> initial(List<Adversary> attacks, TimelineReading script, Diagnostics reading) {
    List<Adversary> initial = new ArrayList<>(attacks);
    for (int adversary : script.startedOnTheWay()) {
      if (!adversaries.get(adversary).isGiven("active")) {
        initial.set(adversary, new AdversaryChange.Stop().applyTo(attacks.get(adversary)));
        reading.forget("adversaries." + adversary + ".active");
      }
    }
    return initial;
  }

  /** Who is to know what is pruned needs a defence that prunes, and so does who answers it. */
  void checkAgainst(List<PhasePlan> phases, Collection<List<PhasePlan>> branches) {
    boolean prunes = phases.stream().anyMatch(PhasePlan.Pruning.class::isInstance);
    boolean branchPrunes =
        branches.stream().flatMap(List::stream).anyMatch(PhasePlan.Pruning.class::isInstance);
    for (Section keys : adversaries) {
      if (!prunes && keys.isGiven("knowledge") && keys.setting("knowledge").is("oracle")) {
        keys.problem(
            "knowledge",
            "there is no pruning whose channels an oracle could tell",
            "expected own-data, or a phase pruning");
      }
      if (!prunes && !branchPrunes && keys.isGiven("adaptive") && keys.sound("adaptive")) {
        keys.setting("adaptive").items("").stream()
            .filter(answer -> answer.is("rank-manipulation"))
            .forEach(
                answer ->
                    keys.warning(
                        "adaptive",
                        answer.text("") + " does nothing: there is no phase pruning",
                        "leave it out"));
      }
    }
  }

  /** What attackers guess by must be a difference. */
  void checkRecords(Architecture architecture) {
    for (Section keys : adversaries) {
      if (keys.isGiven("pruning-aware")) {
        DefenceWords.requireActivation(
            keys.section("pruning-aware"), architecture.activatesLastConvolution());
      }
    }
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
