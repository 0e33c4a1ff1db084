package dev.gauntlet.experiment.backend;

import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.attack.Backdoor;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.client.AttackerWork;
import dev.gauntlet.client.BenignWork;
import dev.gauntlet.client.ClientWork;
import dev.gauntlet.client.ColludingGroup;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.simulation.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The work of every client of a run. */
public final class ClientFactory {

  private record Poisoned(ClientId client, Backdoor backdoor) {}

  private final FederationData data;
  private final Map<Poisoned, Integer> poisonedSizes = new ConcurrentHashMap<>();
  private final Function<ClientId, BenignWork> honest;
  private final AdversaryTimeline script;
  private final List<ColludingGroup> groups = new ArrayList<>();

  /**
   * The clients of a federation.
   *
   * @param script the adversaries among them
   */
  public ClientFactory(
      FederationData data, ChannelBlock block, RandomStreams streams, AdversaryTimeline script) {
    this.data = data;
    this.honest = client -> new BenignWork(client, data.examplesOf(client), block, streams);
    this.script = script;
    for (Adversary attack : script.initial()) {
      groups.add(new ColludingGroup(attack.clients(), honest));
    }
  }

  /** How many images the client trains on for that task, over all epochs. */
  public long trainingLoad(ClientId client, ClientTask.Training task, FiredEntries fired) {
    long asked = (long) data.partition().size(client.index()) * task.settings().epochs();
    return script
        .adversaryOf(client)
        .map(adversary -> script.inEffect(adversary, fired))
        .filter(attack -> attack.active().contains(task.round()))
        .filter(attack -> attack.goal() instanceof Goal.Targeted)
        .map(attack -> poisoned(client, (Goal.Targeted) attack.goal(), task))
        .orElse(asked);
  }

  private long poisoned(ClientId client, Goal.Targeted plant, ClientTask.Training task) {
    int images =
        poisonedSizes.computeIfAbsent(
            new Poisoned(client, plant.backdoor()),
            size -> plant.backdoor().poisonedSize(data.examplesOf(client)));
    return (long) images * plant.training(task.settings(), task.round()).epochs();
  }

  /** What that client computes. */
  ClientWork of(ClientId client) {
    BenignWork work = honest.apply(client);
    return script
        .adversaryOf(client)
        .<ClientWork>map(
            adversary -> new AttackerWork(work, script, adversary, groups.get(adversary)))
        .orElse(work);
  }
}
