package dev.gauntlet.phase;

import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.CohortSelection;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.RandomStreams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Obeys a phase without actors: clients and validation are functions, all is written down. */
final class ScriptedServer {

  /** What a client answers. */
  interface Clients {
    ClientReply reply(ClientId client, GlobalModel model, ClientTask task);
  }

  /** More than any phase of these tests takes: a phase that never ends fails its test. */
  private static final int MOST_ACTIONS = 1_000;

  final List<RunEvent> events = new ArrayList<>();
  final List<ServerAction.Ask> asked = new ArrayList<>();
  final List<GlobalModel> validated = new ArrayList<>();
  final List<ServerAction.CloseRound> closed = new ArrayList<>();
  private final Clients clients;
  private final ToDoubleFunction<GlobalModel> validation;
  private boolean lastFirst;

  ScriptedServer(Clients clients, ToDoubleFunction<GlobalModel> validation) {
    this.clients = clients;
    this.validation = validation;
  }

  /** Replies arrive in the opposite of client order. */
  ScriptedServer withRepliesReversed() {
    lastFirst = true;
    return this;
  }

  /** Carries the plan out from this model, and returns how it ended. */
  ServerAction.Finish run(PhasePlan plan, GlobalModel model, PhaseContext.Federation federation) {
    return run(plan, model, federation, 0);
  }

  ServerAction.Finish run(
      PhasePlan plan, GlobalModel model, PhaseContext.Federation federation, int roundsDone) {
    Phase phase = Phases.of(plan, new PhaseContext(2, model, roundsDone, federation, events::add));
    ServerAction action = phase.start();
    for (int actions = 0; actions < MOST_ACTIONS; actions++) {
      if (action instanceof ServerAction.Finish finish) {
        return finish;
      }
      action = obey(phase, action);
    }
    throw new AssertionError("the phase does not end");
  }

  private ServerAction obey(Phase phase, ServerAction action) {
    if (action instanceof ServerAction.Ask ask) {
      asked.add(ask);
      return deliver(phase, ask);
    } else if (action instanceof ServerAction.Validate validate) {
      validated.add(validate.model());
      return phase.onValidated(validation.applyAsDouble(validate.model()));
    } else if (action instanceof ServerAction.CloseRound close) {
      closed.add(close);
      return phase.onValidated(validation.applyAsDouble(close.model()));
    }
    throw new AssertionError("waits though no reply is under way");
  }

  private ServerAction deliver(Phase phase, ServerAction.Ask ask) {
    List<ClientId> order = new ArrayList<>(ask.clients());
    if (lastFirst) {
      Collections.reverse(order);
    }
    for (ClientId client : order.subList(0, order.size() - 1)) {
      ServerAction next = phase.onReply(client, clients.reply(client, ask.model(), ask.task()));
      if (!(next instanceof ServerAction.Await)) {
        throw new AssertionError(next + " though replies are under way");
      }
    }
    ClientId last = order.get(order.size() - 1);
    return phase.onReply(last, clients.reply(last, ask.model(), ask.task()));
  }

  /** Those events that are of that type. */
  <T extends RunEvent> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** A federation in which all take part, over a layer of channels with a bias and a weight. */
  static PhaseContext.Federation federation(int clients, int channels) {
    return federation(clients, new ChannelBlock(channels, 1, 0, channels));
  }

  static PhaseContext.Federation federation(int clients, ChannelBlock block) {
    return new PhaseContext.Federation(
        block,
        new CohortSelection(clients, clients, new RandomStreams(1)),
        new LocalTraining(1, 8, 0.1, 0, PrunedChannels.NONE),
        new FederatedAveraging(),
        1);
  }

  static GlobalModel model(float... parameters) {
    return new GlobalModel(0, ParameterVector.copyOf(parameters), PrunedChannels.NONE);
  }
}
