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
import dev.gauntlet.actor.Population;
import dev.gauntlet.actor.TrainerThreads;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.match.Match;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The root of a worker's actor system: makes itself known, takes a run on if it can, and has a
 * {@link Population} of its own do the work. It works for one run, and ends with it.
 */
final class WorkerActor extends AbstractBehavior<WorkerActor.Message> {

  /** What a worker is told. */
  sealed interface Message {}

  private record Connected(Wire.Connect connect) implements Message {}

  private record Demand(ProducerController.RequestNext<Wire.FromWorker> next) implements Message {}

  private record Delivered(ConsumerController.Delivery<Wire.ToWorker> delivery)
      implements Message {}

  private record Prepared(RunLoader.@Nullable LoadedRun loadedRun, String objection)
      implements Message {}

  private record Computed(ClientActor.Answer answer) implements Message {}

  private record Impatient() implements Message {}

  private static final Logger LOG = LoggerFactory.getLogger(WorkerActor.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What a worker brings along. */
  record WorkerInfo(Identity identity, boolean anyMachine, int messageLimit, int threads) {}

  private final WorkerInfo workerInfo;
  private final RunLoader runLoader;
  private final CompletableFuture<WorkerNode.Outcome> outcome;
  private final Outbox<Wire.FromWorker> outbox = new Outbox<>();
  private final ModelShelf models = new ModelShelf();
  private final ActorRef<ClientActor.Answer> answers;
  private final Match<Wire.ToWorker, Behavior<Message>> fromRun =
      Match.<Wire.ToWorker, Behavior<Message>>on(Wire.ToWorker.class)
          .when(Wire.Offer.class, offer -> prepare(offer.run()))
          .when(Wire.Model.class, this::onModel)
          .when(Wire.Work.class, this::work)
          .when(Wire.Dismiss.class, this::onDismiss)
          .complete();
  private @Nullable ActorRef<?> run;
  private RunLoader.@Nullable LoadedRun loadedRun;
  private @Nullable ActorRef<Population.Message> population;
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
    this.answers = context.messageAdapter(ClientActor.Answer.class, Computed::new);
    ActorRef<Message> self = context.getSelf();
    ActorRef<Wire.Connect> door =
        context.spawn(
            Behaviors.receive(Wire.Connect.class)
                .onAnyMessage(
                    connect -> {
                      self.tell(new Connected(connect));
                      return Behaviors.same();
                    })
                .build(),
            "worker");
    context.getSystem().receptionist().tell(Receptionist.register(WorkerPool.WORKERS, door));
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

  @SuppressWarnings("unchecked")
  private Behavior<Message> onConnected(Connected connected) {
    Wire.Connect connect = connected.connect();
    if (run != null) {
      return this; // It has introduced itself before.
    }
    run = connect.producer();
    getContext().watch(connect.producer());
    ActorRef<ProducerController.Command<Wire.FromWorker>> producer =
        getContext()
            .spawn(
                ProducerController.create(Wire.FromWorker.class, "worker", Optional.empty()),
                "producer");
    ActorRef<ConsumerController.Command<Wire.ToWorker>> consumer =
        getContext().spawn(BoundedDelivery.create(workerInfo.messageLimit()), "consumer");
    getContext().watch(producer);
    getContext().watch(consumer);
    producer.tell(
        new ProducerController.Start<>(
            getContext()
                .messageAdapter(
                    (Class<ProducerController.RequestNext<Wire.FromWorker>>)
                        (Class<?>) ProducerController.RequestNext.class,
                    Demand::new)));
    producer.tell(new ProducerController.RegisterConsumer<>(connect.consumer()));
    consumer.tell(
        new ConsumerController.Start<>(
            getContext()
                .messageAdapter(
                    (Class<ConsumerController.Delivery<Wire.ToWorker>>)
                        (Class<?>) ConsumerController.Delivery.class,
                    Delivered::new)));
    consumer.tell(new ConsumerController.RegisterToProducerController<>(connect.producer()));
    workerInfo
        .identity()
        .objectionTo(connect.run(), workerInfo.anyMachine())
        .ifPresentOrElse(this::refuse, () -> outbox.send(new Wire.Willing()));
    return this;
  }

  private void refuse(String reason) {
    LOG.error("refused: {}", reason);
    outbox.send(new Wire.Refused(reason));
    endWith(new WorkerNode.Outcome(WorkerNode.Kind.REFUSED, reason));
  }

  /** Ends as soon as the run's node says so, or after some time. */
  private void endWith(WorkerNode.Outcome how) {
    if (!ending) {
      ending = true;
      end = how;
      getContext().scheduleOnce(PATIENCE, getContext().getSelf(), new Impatient());
    }
  }

  /** The node is stopped from outside, so that it can leave the cluster first. */
  private Behavior<Message> end() {
    outcome.complete(end);
    return Behaviors.ignore();
  }

  private Behavior<Message> onDemand(Demand demand) {
    outbox.onDemand(demand.next());
    return this;
  }

  private Behavior<Message> onDelivered(Delivered delivered) {
    delivered.delivery().confirmTo().tell(ConsumerController.confirmed());
    return fromRun.of(delivered.delivery().message());
  }

  private Behavior<Message> onDismiss(Wire.Dismiss dismiss) {
    if (!ending) {
      end = new WorkerNode.Outcome(WorkerNode.Kind.DISMISSED, dismiss.reason());
    }
    return end();
  }

  private Behavior<Message> prepare(RunOffer offer) {
    Supplier<RunLoader.LoadedRun> preparation =
        () -> {
          try {
            return runLoader.prepare(offer);
          } catch (RunLoader.RefusedException e) {
            throw new CompletionException(e);
          }
        };
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(
                preparation,
                getContext().getSystem().dispatchers().lookup(TrainerThreads.selector())),
            (made, failure) -> new Prepared(made, failure == null ? "" : words(failure)));
    return this;
  }

  private static String words(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof RunLoader.RefusedException
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }

  private Behavior<Message> onPrepared(Prepared prepared) {
    RunLoader.LoadedRun made = prepared.loadedRun();
    if (made == null) {
      refuse(prepared.objection());
      return this;
    }
    loadedRun = made;
    population =
        getContext()
            .spawn(
                Failures.asExceptions(
                    Population.Message.class,
                    Population.create(
                        client ->
                            ClientActor.working(made.workOf().apply(client), made.learners()))),
                "population");
    getContext().watch(population);
    outbox.send(new Wire.Ready(workerInfo.threads()));
    return this;
  }

  private Behavior<Message> onModel(Wire.Model model) {
    models.put(model.number(), model.model(), model.kept());
    return this;
  }

  private Behavior<Message> work(Wire.Work work) {
    if (population == null) {
      throw new IllegalStateException("the run's node sends work to who is not ready for it");
    }
    // The ticket takes the place of the dispatch's number, which only the run's node knows.
    population.tell(
        new Population.Assign(
            new ClientId(work.client()),
            new ClientActor.Assignment(
                work.ticket(), models.get(work.model()), work.task(), work.fired(), answers)));
    return this;
  }

  private Behavior<Message> onComputed(Computed computed) {
    long trained = loadedRun == null ? 0 : loadedRun.learners().trainedSamples();
    outbox.send(new Wire.Done(computed.answer().sequence(), trained, computed.answer().reply()));
    return this;
  }

  private Behavior<Message> onChildFailed(ChildFailed signal) {
    Throwable failure = signal.getCause();
    if (population == null || !signal.getRef().path().equals(population.path())) {
      return failed("the link to the run's node broke: " + failure);
    }
    if (failure.getCause() instanceof Failures.ActorFailed error) {
      return failed("is not able to work: " + error.getMessage());
    }
    LOG.error("{}", failure.getMessage(), failure);
    outbox.send(new Wire.Failed(String.valueOf(failure.getMessage())));
    endWith(new WorkerNode.Outcome(WorkerNode.Kind.ENDED, String.valueOf(failure.getMessage())));
    return this;
  }

  /** Not the run's fault: others can do what this worker cannot. */
  private Behavior<Message> failed(String reason) {
    outbox.send(new Wire.Leaving(reason));
    endWith(new WorkerNode.Outcome(WorkerNode.Kind.ENDED, reason));
    return this;
  }

  private Behavior<Message> onTerminated(Terminated signal) {
    return run != null && signal.getRef().path().equals(run.path()) ? end() : this;
  }
}
