package dev.gauntlet.attack;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ParameterVector;
import java.util.List;

/**
 * An adversary: clients that share one goal.
 *
 * @param clients the attackers, in ascending order; attacker {@code i} trains with part {@code i}
 *     of a distributed trigger
 * @param backdoor the goal
 * @param amplification alpha of model replacement (Bagdasaryan et al. 2020): an attacker returns
 *     {@code alpha * (w_attacker - w_t)}; at least 1
 * @param active when the clients attack; otherwise they act like benign ones
 */
public record Attack(
    List<ClientId> clients, Backdoor backdoor, double amplification, ActiveRounds active) {

  public Attack {
    clients = clients.stream().sorted().toList();
    if (clients.isEmpty() || clients.stream().distinct().count() < clients.size()) {
      throw new IllegalArgumentException("an adversary has at least one client, each named once");
    }
    if (!(amplification >= 1) || Double.isInfinite(amplification)) {
      throw new IllegalArgumentException("amplification is at least 1, not " + amplification);
    }
  }

  /** Which part of the trigger that attacker trains with. */
  public int partOf(ClientId client) {
    return clients.indexOf(client);
  }

  /** The update that takes the place of an honest one: {@code delta} amplified. */
  public ParameterVector replaceModel(ParameterVector delta) {
    return amplification == 1 ? delta : delta.times(amplification);
  }
}
