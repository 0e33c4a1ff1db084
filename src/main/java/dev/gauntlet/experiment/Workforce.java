package dev.gauntlet.experiment;

import dev.gauntlet.attack.Attack;
import dev.gauntlet.attack.AttackScript;
import dev.gauntlet.client.AttackerWork;
import dev.gauntlet.client.BenignWork;
import dev.gauntlet.client.ClientWork;
import dev.gauntlet.client.Fellowship;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.simulation.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The work of every client of a run. */
final class Workforce {

  private final Function<ClientId, BenignWork> honest;
  private final AttackScript script;
  private final List<Fellowship> fellowships = new ArrayList<>();

  /**
   * The clients of a federation.
   *
   * @param script the adversaries among them
   */
  Workforce(FederationData data, ChannelBlock block, RandomStreams streams, AttackScript script) {
    this.honest = client -> new BenignWork(client, data.examplesOf(client), block, streams);
    this.script = script;
    for (Attack attack : script.initial()) {
      fellowships.add(new Fellowship(attack.clients(), honest));
    }
  }

  /** What that client computes. */
  ClientWork of(ClientId client) {
    BenignWork work = honest.apply(client);
    return script
        .adversaryOf(client)
        .<ClientWork>map(
            adversary -> new AttackerWork(work, script, adversary, fellowships.get(adversary)))
        .orElse(work);
  }
}
