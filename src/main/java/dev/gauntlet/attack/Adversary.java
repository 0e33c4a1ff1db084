package dev.gauntlet.attack;

import dev.gauntlet.federation.ClientId;
import java.util.List;
import java.util.Optional;

/**
 * An adversary: clients that share one goal.
 *
 * @param clients the attackers, in ascending order; attacker {@code i} trains with part {@code i}
 *     of a distributed trigger
 * @param goal what they are after
 * @param colluding whether they share what they know, so that each knows all their data
 * @param active when the clients attack; otherwise they act like benign ones
 */
public record Adversary(List<ClientId> clients, Goal goal, boolean colluding, ActiveRounds active) {

  public Adversary {
    clients = clients.stream().sorted().toList();
    if (clients.isEmpty() || clients.stream().distinct().count() < clients.size()) {
      throw new IllegalArgumentException("an adversary has at least one client, each named once");
    }
    int group = colluding ? clients.size() : 1;
    if (goal instanceof Goal.Untargeted spoil && group < spoil.byzantineUpdate().leastGroup()) {
      throw new IllegalArgumentException(
          "the attack needs the honest updates of at least "
              + spoil.byzantineUpdate().leastGroup()
              + " colluding clients, not "
              + group);
    }
  }

  /** Model replacement by clients that do nothing about the defence. */
  public Adversary(
      List<ClientId> clients, Backdoor backdoor, double amplification, ActiveRounds active) {
    this(
        clients,
        new Goal.Targeted(
            backdoor, new BackdoorMethod.ModelReplacement(amplification), Adaptation.NONE),
        true,
        active);
  }

  /** The backdoor, if one is to be planted. */
  public Optional<Backdoor> backdoor() {
    return goal instanceof Goal.Targeted plant ? Optional.of(plant.backdoor()) : Optional.empty();
  }

  /** What the clients do about the defence. */
  public Adaptation adaptation() {
    return goal instanceof Goal.Targeted plant ? plant.adaptation() : Adaptation.NONE;
  }

  /** Whether what the clients do depends on the data of others among them. */
  public boolean knowsOthers() {
    boolean asks =
        goal instanceof Goal.Untargeted spoil
            ? spoil.byzantineUpdate().knowsOthers()
            : ((Goal.Targeted) goal).method() instanceof BackdoorMethod.Neurotoxin
                || adaptation().rankManipulation().isPresent()
                || adaptation().pruningAware().filter(aware -> !aware.oracle()).isPresent();
    return asks && colluding && clients.size() > 1;
  }

  /** Which part of the trigger that attacker trains with. */
  public int partOf(ClientId client) {
    return clients.indexOf(client);
  }

  /** The same adversary with another goal. */
  Adversary pursuing(Goal other) {
    return new Adversary(clients, other, colluding, active);
  }

  /** The same adversary, active at other times. */
  Adversary during(ActiveRounds rounds) {
    return new Adversary(clients, goal, colluding, rounds);
  }
}
