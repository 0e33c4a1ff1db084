package dev.gauntlet.actor.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import dev.gauntlet.actor.ClientActor;
import dev.gauntlet.actor.Population;
import dev.gauntlet.actor.WorkAssignment;
import dev.gauntlet.match.Actions;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All workers of a run: gives each of them work by its threads, and what a lost one had to others.
 * Which worker does what, and how often it is begun, cannot be seen in a result.
 */
final class WorkerPool extends AbstractBehavior<WorkerPool.Message> {

  /** What the pool is told. */
  sealed interface Message {}

  /** Take workers on for this run. */
  record Hire(RunOffer offer) implements Message {}

  /** A simulation begins: what was under way for another is of no interest any more. */
  record Begin(ActorRef<Population.Message> population) implements Message {}

  /** Have somebody do this. */
  record Assign(Population.Assign assign) implements Message {}

  /** All workers can go. */
  record DismissAll(String reason) implements Message {}

  /** There will be no more workers. */
  record GiveUp(RuntimeException reason) implements Message {}

  private record Listed(RunOffer offer, Receptionist.Listing listing) implements Message {}

  private record Told(WorkerLink.Event event) implements Message {}

  private record Deserted() implements Message {}

  /** Under which workers are found. */
  static final ServiceKey<Wire.Connect> WORKERS =
      ServiceKey.create(Wire.Connect.class, "gauntlet-workers");

  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

  private final ClusterHead.Terms terms;
  private final TimerScheduler<Message> timers;
  private final Consumer<ClusterStatus> status;
  private final ActorRef<WorkerLink.Event> events;
  private final WorkQueue<ActorRef<WorkerLink.Message>, Population.Assign> workQueue;
  private final Actions<WorkerLink.Event> fromLinks =
      Actions.on(WorkerLink.Event.class)
          .when(WorkerLink.Ready.class, this::onReady)
          .when(WorkerLink.Done.class, this::onDone)
          .when(
              WorkerLink.ClientBroken.class,
              broken -> fail(new ClusterHead.ClientFailedElsewhere(broken.failure())))
          .when(WorkerLink.Over.class, over -> lose(over.link(), over.reason()))
          .complete();
  private final WorkerRegistry workers;
  private @Nullable ActorRef<Population.Message> population;
  private boolean closing;
  private @Nullable RuntimeException givenUp;

  private WorkerPool(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      ClusterHead.Terms terms,
      Consumer<ClusterStatus> status) {
    super(context);
    this.terms = terms;
    // Half of what the server hands out stays here, for whoever is free first: of a few large tasks
    // none should wait behind another while a worker is idle.
    this.workQueue = new WorkQueue<>(WorkAssignment.portion(terms.parameters()) / 2);
    this.workers = new WorkerRegistry(workQueue);
    this.timers = timers;
    this.status = status;
    this.events = context.messageAdapter(WorkerLink.Event.class, Told::new);
    mindTheClock();
  }

  /**
   * A pool without workers yet.
   *
   * @param status is told of every change
   */
  static Behavior<Message> create(ClusterHead.Terms terms, Consumer<ClusterStatus> status) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new WorkerPool(context, timers, terms, status)));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Hire.class, this::onHire)
        .onMessage(Assign.class, this::onAssign)
        .onMessage(Told.class, told -> onEvent(told.event()))
        .onMessage(Listed.class, this::onListed)
        .onMessage(Begin.class, this::onBegin)
        .onMessage(Deserted.class, deserted -> onDeserted())
        .onMessage(GiveUp.class, this::onGiveUp)
        .onMessage(DismissAll.class, this::onDismissAll)
        .onSignal(ChildFailed.class, this::onLinkFailed)
        .onSignal(Terminated.class, ended -> this)
        .build();
  }

  private Behavior<Message> onHire(Hire hire) {
    ActorRef<Receptionist.Listing> listings =
        getContext()
            .messageAdapter(
                Receptionist.Listing.class, listing -> new Listed(hire.offer(), listing));
    getContext().getSystem().receptionist().tell(Receptionist.subscribe(WORKERS, listings));
    return this;
  }

  private Behavior<Message> onListed(Listed listed) {
    for (ActorRef<Wire.Connect> worker : listed.listing().getServiceInstances(WORKERS)) {
      if (workers.isNew(worker) && !closing) {
        ActorRef<WorkerLink.Message> link =
            getContext().spawnAnonymous(WorkerLink.create(worker, terms, listed.offer(), events));
        getContext().watch(link);
        workers.add(link, worker);
      }
    }
    return this;
  }

  private Behavior<Message> onBegin(Begin begin) {
    population = begin.population();
    workQueue.forget();
    if (givenUp != null) {
      fail(givenUp);
    }
    mindTheClock();
    return this;
  }

  private Behavior<Message> onAssign(Assign message) {
    workQueue.add(message.assign());
    return handOut();
  }

  private Behavior<Message> onEvent(WorkerLink.Event event) {
    fromLinks.of(event);
    return handOut();
  }

  private void onDone(WorkerLink.Done done) {
    workers.trained(done.link(), done.trainedSamples());
    Optional<Population.Assign> work = workQueue.done(done.link(), done.ticket());
    if (work.isPresent()) {
      ClientActor.Assignment assignment = work.get().assignment();
      assignment.replyTo().tell(new ClientActor.Answer(assignment.sequence(), done.reply()));
    }
  }

  private void onReady(WorkerLink.Ready ready) {
    LOG.info("worker {}", workers.join(ready.link(), ready.threads()));
    mindTheClock();
  }

  private Behavior<Message> onLinkFailed(ChildFailed signal) {
    ActorRef<WorkerLink.Message> link = signal.getRef().unsafeUpcast();
    workers
        .addressOf(link)
        .map(Down::new)
        .ifPresent(Cluster.get(getContext().getSystem()).manager()::tell);
    lose(link, "was dropped: it " + signal.getCause().getMessage());
    return handOut();
  }

  private void lose(ActorRef<WorkerLink.Message> link, String reason) {
    Optional<String> loss = workers.lose(link, reason);
    if (loss.isPresent() && !closing) {
      LOG.warn("worker {}", loss.get());
    }
    mindTheClock();
  }

  private Behavior<Message> onDeserted() {
    fail(
        new ClusterHead.NoWorkersException(
            "there has been no worker for "
                + terms.workerTimeout().toSeconds()
                + " s (worker-timeout); the last: "
                + workers.status().lastLoss()));
    return this;
  }

  private Behavior<Message> onGiveUp(GiveUp message) {
    givenUp = message.reason();
    fail(message.reason());
    return this;
  }

  private void fail(RuntimeException cause) {
    if (population != null) {
      population.tell(new Population.Fail(cause));
    }
  }

  private Behavior<Message> onDismissAll(DismissAll message) {
    closing = true;
    workQueue.forget();
    workers.links().forEach(link -> link.tell(new WorkerLink.Dismiss(message.reason())));
    return handOut();
  }

  /** Hands out what can be handed out, and tells how things are. */
  private Behavior<Message> handOut() {
    for (Optional<WorkQueue.Handed<ActorRef<WorkerLink.Message>, Population.Assign>> next =
            workQueue.next();
        next.isPresent();
        next = workQueue.next()) {
      next.get().worker().tell(new WorkerLink.Hand(next.get().ticket(), next.get().assignment()));
    }
    status.accept(workers.status());
    return this;
  }

  private void mindTheClock() {
    if (workQueue.workers() > 0 || closing) {
      timers.cancel(Deserted.class);
    } else if (!timers.isTimerActive(Deserted.class)) {
      timers.startSingleTimer(Deserted.class, new Deserted(), terms.workerTimeout());
    }
  }
}
