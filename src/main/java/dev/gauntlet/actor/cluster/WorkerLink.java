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
import dev.gauntlet.actor.Population;
import dev.gauntlet.match.Actions;
import dev.gauntlet.protocol.ClientReply;
import java.time.Duration;
import java.util.Optional;

/**
 * The run's end of the line to one worker, from the first word to the last. It believes nothing:
 * whatever a worker says that was not asked of it ends the link, and the worker is dropped.
 */
final class WorkerLink extends AbstractBehavior<WorkerLink.Message> {

  /** What a link is told. */
  sealed interface Message {}

  /** Have the worker do this. */
  record Hand(long ticket, Population.Assign assign) implements Message {}

  /** The worker is not needed any more. */
  record Dismiss(String reason) implements Message {}

  private record Demand(ProducerController.RequestNext<Wire.ToWorker> next) implements Message {}

  private record Delivered(ConsumerController.Delivery<Wire.FromWorker> delivery)
      implements Message {}

  private record Introduce() implements Message {}

  /** What a link tells. */
  sealed interface Event {}

  /** The worker can be given work. */
  record Ready(ActorRef<Message> link, int threads) implements Event {}

  /** The worker has done some. */
  record Done(ActorRef<Message> link, long ticket, long trainedSamples, ClientReply reply)
      implements Event {}

  /** A client has failed on that worker. */
  record ClientBroken(String failure) implements Event {}

  /** The worker is gone. */
  record Over(ActorRef<Message> link, String reason) implements Event {}

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ActorRef<Wire.Connect> worker;
  private final ClusterHead.Terms terms;
  private final RunOffer offer;
  private final ActorRef<Event> listener;
  private final ReliableConnection<Wire.ToWorker, Wire.FromWorker> connection;
  private final SentWork sentWork;
  private final Actions<Wire.FromWorker> fromWorker =
      Actions.on(Wire.FromWorker.class)
          .when(Wire.Willing.class, willing -> offer())
          .when(Wire.Ready.class, this::onReady)
          .when(Wire.Done.class, this::onDone)
          .when(Wire.Failed.class, this::onFailed)
          .when(Wire.Refused.class, this::onRefused)
          .when(Wire.Leaving.class, leaving -> onDismiss(new Dismiss(leaving.reason())))
          .complete();
  private boolean heard;
  private boolean ready;
  private Optional<String> farewell = Optional.empty();

  private WorkerLink(
      ActorContext<Message> context,
      ActorRef<Wire.Connect> worker,
      ClusterHead.Terms terms,
      RunOffer offer,
      ActorRef<Event> listener) {
    super(context);
    this.worker = worker;
    this.terms = terms;
    this.offer = offer;
    this.listener = listener;
    this.connection =
        new ReliableConnection<>(
            context, Wire.ToWorker.class, "run", terms.messageLimit(), Demand::new, Delivered::new);
    this.sentWork = new SentWork(connection::send);
    context.watch(worker);
  }

  /**
   * A link that introduces itself to the worker until it answers.
   *
   * @param listener is told when the worker is ready, what it does, and when it is gone
   */
  static Behavior<Message> create(
      ActorRef<Wire.Connect> worker,
      ClusterHead.Terms terms,
      RunOffer offer,
      ActorRef<Event> listener) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Introduce(), Duration.ZERO, PATIENCE);
                  return new WorkerLink(context, worker, terms, offer, listener);
                }));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Introduce.class, message -> onIntroduce())
        .onMessage(Demand.class, this::onDemand)
        .onMessage(Delivered.class, this::onDelivered)
        .onMessage(Hand.class, this::onHand)
        .onMessage(Dismiss.class, this::onDismiss)
        .onSignal(ChildFailed.class, this::onChildFailed)
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<Message> onIntroduce() {
    if (!heard) {
      worker.tell(new Wire.Connect(connection.producer(), connection.consumer(), terms.identity()));
    }
    return this;
  }

  private Behavior<Message> onDemand(Demand demand) {
    connection.onDemand(demand.next());
    return this;
  }

  private Behavior<Message> onHand(Hand hand) {
    sentWork.send(hand.ticket(), hand.assign());
    return this;
  }

  private Behavior<Message> onDismiss(Dismiss dismiss) {
    farewell = Optional.of(dismiss.reason());
    connection.send(new Wire.Dismiss(dismiss.reason()));
    return this;
  }

  private Behavior<Message> onDelivered(Delivered delivered) {
    heard = true;
    fromWorker.of(connection.accept(delivered.delivery()));
    return this;
  }

  private void offer() {
    connection.send(new Wire.Offer(offer));
  }

  private void onReady(Wire.Ready readiness) {
    require(!ready && readiness.threads() > 0, readiness);
    ready = true;
    listener.tell(new Ready(getContext().getSelf(), readiness.threads()));
  }

  private void onFailed(Wire.Failed failed) {
    require(ready, failed);
    listener.tell(new ClientBroken(failed.failure()));
  }

  private void onRefused(Wire.Refused refused) {
    onDismiss(new Dismiss("refused: " + refused.reason()));
    listener.tell(new Over(getContext().getSelf(), "refused: " + refused.reason()));
  }

  private static void require(boolean asked, Wire.FromWorker message) {
    if (!asked) {
      throw new IllegalStateException("said what it was not asked: " + message);
    }
  }

  private void onDone(Wire.Done done) {
    sentWork.answered(done);
    listener.tell(
        new Done(getContext().getSelf(), done.ticket(), done.trainedSamples(), done.reply()));
  }

  private Behavior<Message> onTerminated(Terminated signal) {
    boolean left = signal.getRef().path().equals(worker.path());
    return over(farewell.orElse(left ? "left or was lost" : "hung up"));
  }

  private Behavior<Message> onChildFailed(ChildFailed signal) {
    throw new IllegalStateException("sent rubbish: " + signal.getCause(), signal.getCause());
  }

  private Behavior<Message> over(String reason) {
    listener.tell(new Over(getContext().getSelf(), reason));
    return Behaviors.stopped();
  }
}
