package dev.gauntlet.client;

import dev.gauntlet.attack.byzantine.HonestUpdates;
import dev.gauntlet.data.Concatenation;
import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.function.Function;

/**
 * The clients of an adversary and what they can tell each other. Since client work is a pure
 * function, what another of it would have sent need not be sent: it is computed where it is needed,
 * once in a JVM.
 */
public final class ColludingGroup {

  // Models by their parameters: those of two branches can have the same version.
  private record Training(String model, ClientTask.Training task, ClientId client) {}

  private record Watching(
      String model, Object images, ActivationRecord record, List<ClientId> clients) {}

  /** Several turns of everyone: in asynchronous rounds they are at different ones. */
  private static final int TURNS = 4;

  private final List<ClientId> clients;
  private final Function<ClientId, BenignWork> honest;
  private final Memo<Training, ParameterVector> updates;
  private final Memo<Watching, double[]> records;

  /**
   * A colluding group.
   *
   * @param clients in ascending order
   * @param honest what each would be as an honest client
   */
  public ColludingGroup(List<ClientId> clients, Function<ClientId, BenignWork> honest) {
    this.clients = List.copyOf(clients);
    this.honest = honest;
    this.updates = new Memo<>(TURNS * clients.size());
    this.records = new Memo<>(TURNS * clients.size());
  }

  /** What one of them knows: of all of them, or of itself alone. */
  Knowledge of(ClientId client, boolean knowsOthers) {
    return new Knowledge(client, knowsOthers ? clients : List.of(client));
  }

  /** What an attacker knows. */
  final class Knowledge {
    private final ClientId self;
    private final List<ClientId> group;

    private Knowledge(ClientId self, List<ClientId> group) {
      this.self = self;
      this.group = group;
    }

    /** Whether it is more than its own. */
    boolean isShared() {
      return group.size() > 1;
    }

    /** All data of the group, in client order. */
    Examples data() {
      return Concatenation.of(
          group.stream().map(client -> honest.apply(client).examples()).toList());
    }

    /** What the group's clients would send if they were honest. */
    HonestUpdates honestUpdates(ClientTask.Training task, GlobalModel model, Learner learner) {
      // Once for the whole group: a group may be large.
      String name = model.parameters().sha256();
      return new HonestUpdates(
          group.stream()
              .map(client -> honestUpdate(new Training(name, task, client), model, learner))
              .toList(),
          group.indexOf(self));
    }

    private ParameterVector honestUpdate(Training training, GlobalModel model, Learner learner) {
      return updates.get(
          training,
          () -> {
            ClientTask.Training task = training.task();
            BenignWork work = honest.apply(training.client());
            return work.train(
                task.settings(), task.turn(), model.parameters(), work.examples(), learner);
          });
    }

    /**
     * The activation record of the model on images of the group.
     *
     * @param name tells the images apart from all others that are made of its data
     */
    double[] activations(
        Object name, Examples images, ActivationRecord record, GlobalModel model, Learner learner) {
      return records
          .get(
              new Watching(model.parameters().sha256(), name, record, group),
              () -> learner.activations(model.parameters(), images, record))
          .clone();
    }
  }
}
