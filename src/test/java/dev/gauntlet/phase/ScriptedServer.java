package dev.gauntlet.phase;

import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.StatefulAggregator;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ClientRegistry;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.federation.Uniform;
import dev.gauntlet.learning.ChannelBlock;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.ToyEngine;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.RandomStreams;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Obeys a phase without actors: clients and validation are functions, all is written down. */
final class ScriptedServer {

  /** What a client answers; null if nothing will come from it. */
  interface Clients {
    @Nullable ClientReply reply(ClientId client, GlobalModel model, ClientTask task);
  }

  /** More than any phase of these tests takes: a phase that never ends fails its test. */
  private static final int MOST_ACTIONS = 1_000;

  static final RandomStreams STREAMS = new RandomStreams(1);

  final StatefulAggregator memory = new StatefulAggregator();
  final List<RunEvent> events = new ArrayList<>();
  final List<ServerAction.Ask> asked = new ArrayList<>();
  final List<GlobalModel> validated = new ArrayList<>();
  final List<ServerAction.CloseRound> closed = new ArrayList<>();
  final List<ServerAction.Compute> computed = new ArrayList<>();
  final List<ServerAction.Pause> pauses = new ArrayList<>();
  private final Clients clients;
  private final ToDoubleFunction<GlobalModel> validation;
  private final Deque<Dispatch> inFlight = new ArrayDeque<>();
  private Learner learner = new ToyEngine.ToyLearner(ToyEngine.ARCHITECTURE);
  private Examples images = new GreyImages(ToyEngine.ARCHITECTURE.input(), new int[] {0, 1, 2});
  private boolean lastFirst;
  private Availability availability = Availability.ALWAYS;
  private OptionalInt population = OptionalInt.empty();
  private int inTime = Integer.MAX_VALUE;
  private Runnable whenAsked = () -> {};

  private record Dispatch(ClientId client, ServerAction.Ask ask) {}

  ScriptedServer(Clients clients, ToDoubleFunction<GlobalModel> validation) {
    this.clients = clients;
    this.validation = validation;
  }

  /** The server computes with that learner on these images; else with a toy. */
  ScriptedServer computingWith(Learner other, Examples serverImages) {
    learner = other;
    images = serverImages;
    return this;
  }

  /** Replies arrive in the opposite of client order. */
  ScriptedServer withRepliesReversed() {
    lastFirst = true;
    return this;
  }

  /** Of so many clients, those that a round asks are drawn. */
  ScriptedServer withPopulation(int clientsInAll) {
    population = OptionalInt.of(clientsInAll);
    return this;
  }

  /** Not everyone can be reached. */
  ScriptedServer withAvailability(Availability other) {
    availability = other;
    return this;
  }

  /** So many of those that are asked reply before the alarm. */
  ScriptedServer withRepliesInTime(int replies) {
    inTime = replies;
    return this;
  }

  /** Something happens whenever clients are asked. */
  void whenAsked(Runnable event) {
    whenAsked = event;
  }

  /** Carries the plan out from this model, and returns how it ended. */
  ServerAction.Finish run(PhasePlan plan, GlobalModel model, PhaseContext.Federation federation) {
    return run(plan, model, federation, 0);
  }

  ServerAction.Finish run(
      PhasePlan plan, GlobalModel model, PhaseContext.Federation federation, int roundsDone) {
    return carryOut(Phases.of(plan, context(model, federation, roundsDone)));
  }

  /** Obeys the phase to its end. */
  ServerAction.Finish carryOut(Phase phase) {
    ServerAction action = phase.start();
    for (int actions = 0; actions < MOST_ACTIONS; actions++) {
      if (action instanceof ServerAction.Finish finish) {
        return finish;
      }
      action = obey(phase, action);
    }
    throw new AssertionError("the phase does not end");
  }

  PhaseContext context(GlobalModel model, PhaseContext.Federation federation, int roundsDone) {
    int everyone = population.orElse(federation.selection().clientsPerRound().orElseThrow());
    ClientRegistry registry =
        new ClientRegistry(everyone, availability, client -> 1, () -> 0, STREAMS);
    return new PhaseContext(
        2, model, roundsDone, () -> federation, registry, memory, STREAMS, events::add);
  }

  private ServerAction obey(Phase phase, ServerAction action) {
    if (!(action instanceof ServerAction.Await) && !phase.clientsGoOn()) {
      inFlight.clear();
    }
    if (action instanceof ServerAction.Ask ask) {
      asked.add(ask);
      whenAsked.run();
      send(ask);
      return arrival(phase);
    } else if (action instanceof ServerAction.Await) {
      return arrival(phase);
    } else if (action instanceof ServerAction.Pause pause) {
      pauses.add(pause);
      return phase.onAlarm();
    } else if (action instanceof ServerAction.Validate validate) {
      validated.add(validate.model());
      return phase.onValidated(validation.applyAsDouble(validate.model()));
    }
    if (action instanceof ServerAction.Compute compute) {
      computed.add(compute);
      return phase.onComputed(
          compute.tasks().stream().map(task -> task.perform(learner, images, STREAMS)).toList());
    }
    ServerAction.CloseRound close = (ServerAction.CloseRound) action;
    closed.add(close);
    return phase.onValidated(validation.applyAsDouble(close.model()));
  }

  private void send(ServerAction.Ask ask) {
    for (ClientId client : ask.clients().subList(0, Math.min(inTime, ask.clients().size()))) {
      if (lastFirst) {
        inFlight.addFirst(new Dispatch(client, ask));
      } else {
        inFlight.addLast(new Dispatch(client, ask));
      }
    }
  }

  private ServerAction arrival(Phase phase) {
    if (inFlight.isEmpty()) {
      return phase.onAlarm();
    }
    Dispatch next = inFlight.removeFirst();
    ClientReply reply = clients.reply(next.client(), next.ask().model(), next.ask().task());
    return reply == null
        ? phase.onLost(next.client(), "dropped out")
        : phase.onReply(next.client(), reply);
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
        new PhaseContext.Selection(new Uniform(), OptionalInt.of(clients)),
        ExchangeRules.PATIENT,
        Optional.empty(),
        new LocalTraining(1, 8, 0.1, 0, PrunedChannels.NONE),
        new FederatedAveraging(),
        1);
  }

  static GlobalModel model(float... parameters) {
    return new GlobalModel(
        0, ParameterVector.copyOf(parameters), PrunedChannels.NONE, WeightMoments.NONE);
  }
}
