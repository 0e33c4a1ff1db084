package dev.gauntlet.actor.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import dev.gauntlet.actor.ClientActor;
import dev.gauntlet.actor.Failures;
import dev.gauntlet.actor.TrainerThreads;
import dev.gauntlet.match.Actions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The root of a worker's actor system: makes itself known, takes a run on if it can, and has {@link
 * WorkerClients} do the work. It works for one run, and ends with it.
 */
final class WorkerActor extends AbstractBehavior<WorkerActor.Message> {

  /** What a worker is told. */
  sealed interface Message {}

  private record Connected(Wire.Connect connect) implements Message {}

  private record Demand(ProducerController.RequestNext<Wire.FromWorker> next) implements Message {}

  private record Delivered(ConsumerController.Delivery<Wire.ToWorker> delivery)
      implements Message {}

  private record Prepared(RunPreparation.Prepared result) implements Message {}

  private record Computed(ClientActor.Answer answer) implements Message {}

  private record Impatient() implements Message {}

  private static final Logger LOG = LoggerFactory.getLogger(WorkerActor.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What a worker brings along. */
  record WorkerInfo(Identity identity, boolean anyMachine, int messageLimit, int threads) {}

  private final WorkerInfo workerInfo;
  private final RunLoader runLoader;
  private final CompletableFuture<WorkerNode.Outcome> outcome;
  private final ReliableConnection<Wire.FromWorker, Wire.ToWorker> connection;
  private final Actions<Wire.ToWorker> fromRun =
      Actions.on(Wire.ToWorker.class)
          .when(Wire.Offer.class, this::prepare)
          .when(Wire.Model.class, model -> clients().put(model))
          .when(Wire.Work.class, work -> clients().assign(work))
          .when(Wire.Dismiss.class, this::onDismiss)
          .complete();
  private @Nullable ActorRef<?> run;
  private @Nullable WorkerClients clients;
  private WorkerNode.Outcome end =
      new WorkerNode.Outcome(WorkerNode.Kind.ENDED, "the run's node has gone");
  private boolean ending;

  private WorkerActor(
      ActorContext<Message> context,
      WorkerInfo workerInfo,
      RunLoader runLoader,
      CompletableFuture<WorkerNode.Outcome> outcome) {
    super(context);
    this.workerInfo = workerInfo;
    this.runLoader = runLoader;
    this.outcome = outcome;
    this.connection =
        new ReliableConnection<>(
            context,
            Wire.FromWorker.class,
            "worker",
            workerInfo.messageLimit(),
            Demand::new,
            Delivered::new);
    context
        .getSystem()
        .receptionist()
        .tell(
            Receptionist.register(
                WorkerPool.WORKERS, context.messageAdapter(Wire.Connect.class, Connected::new)));
  }

  /** A worker that waits for a run. */
  static Behavior<Message> create(
      WorkerInfo workerInfo, RunLoader runLoader, CompletableFuture<WorkerNode.Outcome> outcome) {
    return Behaviors.setup(context -> new WorkerActor(context, workerInfo, runLoader, outcome));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Connected.class, this::onConnected)
        .onMessage(Demand.class, this::onDemand)
        .onMessage(Delivered.class, this::onDelivered)
        .onMessage(Prepared.class, this::onPrepared)
        .onMessage(Computed.class, this::onComputed)
        .onMessage(Impatient.class, impatient -> end())
        .onSignal(ChildFailed.class, this::onChildFailed)
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<Message> onConnected(Connected connected) {
    Wire.Connect connect = connected.connect();
    if (run != null) {
      return this; // It has introduced itself before.
    }
    run = connect.producer();
    getContext().watch(connect.producer());
    connection.connect(connect.producer(), connect.consumer());
    workerInfo
        .identity()
        .objectionTo(connect.run(), workerInfo.anyMachine())
        .ifPresentOrElse(this::refuse, () -> connection.send(new Wire.Willing()));
    return this;
  }

  private void refuse(String reason) {
    LOG.error("refused: {}", reason);
    connection.send(new Wire.Refused(reason));
    endWith(WorkerNode.Kind.REFUSED, reason);
  }

  /** Ends as soon as the run's node says so, or after some time. */
  private void endWith(WorkerNode.Kind how, String reason) {
    if (!ending) {
      ending = true;
      end = new WorkerNode.Outcome(how, reason);
      getContext().scheduleOnce(PATIENCE, getContext().getSelf(), new Impatient());
    }
  }

  /** The node is stopped from outside, so that it can leave the cluster first. */
  private Behavior<Message> end() {
    outcome.complete(end);
    return Behaviors.ignore();
  }

  private Behavior<Message> onDemand(Demand demand) {
    connection.onDemand(demand.next());
    return this;
  }

  private Behavior<Message> onDelivered(Delivered delivered) {
    fromRun.of(connection.accept(delivered.delivery()));
    return outcome.isDone() ? Behaviors.ignore() : this;
  }

  private void onDismiss(Wire.Dismiss dismiss) {
    if (!ending) {
      end = new WorkerNode.Outcome(WorkerNode.Kind.DISMISSED, dismiss.reason());
    }
    outcome.complete(end);
  }

  private void prepare(Wire.Offer offer) {
    ActorRef<RunPreparation.Prepared> results =
        getContext().messageAdapter(RunPreparation.Prepared.class, Prepared::new);
    getContext()
        .spawnAnonymous(RunPreparation.create(runLoader, results), TrainerThreads.selector())
        .tell(offer.run());
  }

  private Behavior<Message> onPrepared(Prepared prepared) {
    RunLoader.LoadedRun loaded = prepared.result().run();
    if (loaded == null) {
      refuse(prepared.result().objection());
      return this;
    }
    clients =
        new WorkerClients(
            getContext(),
            loaded,
            getContext().messageAdapter(ClientActor.Answer.class, Computed::new));
    connection.send(new Wire.Ready(workerInfo.threads()));
    return this;
  }

  private WorkerClients clients() {
    if (clients == null) {
      throw new IllegalStateException("the run's node sends work to who is not ready for it");
    }
    return clients;
  }

  private Behavior<Message> onComputed(Computed computed) {
    connection.send(clients().done(computed.answer()));
    return this;
  }

  private Behavior<Message> onChildFailed(ChildFailed signal) {
    Throwable failure = signal.getCause();
    if (clients == null || !clients.are(signal.getRef())) {
      return failed("the link to the run's node broke: " + failure);
    }
    if (failure.getCause() instanceof Failures.ActorFailed error) {
      return failed("is not able to work: " + error.getMessage());
    }
    LOG.error("{}", failure.getMessage(), failure);
    connection.send(new Wire.Failed(String.valueOf(failure.getMessage())));
    endWith(WorkerNode.Kind.ENDED, String.valueOf(failure.getMessage()));
    return this;
  }

  /** Not the run's fault: others can do what this worker cannot. */
  private Behavior<Message> failed(String reason) {
    connection.send(new Wire.Leaving(reason));
    endWith(WorkerNode.Kind.ENDED, reason);
    return this;
  }

  private Behavior<Message> onTerminated(Terminated signal) {
    return run != null && signal.getRef().path().equals(run.path()) ? end() : this;
  }
}
