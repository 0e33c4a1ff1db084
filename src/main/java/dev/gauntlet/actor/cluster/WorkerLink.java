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
import dev.gauntlet.actor.ClientActor;
import dev.gauntlet.actor.Population;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.match.Actions;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

  /** Something that the worker was asked for. */
  private record Expected(ClientId client, ClientTask task, int model, int parameters) {

    /** Whether a client can have answered that, honest or not. */
    boolean isAnsweredBy(ClientReply reply) {
      return reply instanceof ClientReply.Update update
          ? task instanceof ClientTask.Training
              && update.update().client().equals(client)
              && update.update().delta().length() == parameters
          : !(task instanceof ClientTask.Training);
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ActorRef<Wire.Connect> worker;
  private final Identity identity;
  private final RunOffer offer;
  private final ActorRef<Event> listener;
  private final ActorRef<ProducerController.Command<Wire.ToWorker>> producer;
  private final ActorRef<ConsumerController.Command<Wire.FromWorker>> consumer;
  private final Outbox<Wire.ToWorker> outbox = new Outbox<>();
  private final ModelShelf sent = new ModelShelf();
  private final Map<Long, Expected> outstanding = new TreeMap<>();
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
      Identity identity,
      RunOffer offer,
      int messageLimit,
      ActorRef<Event> listener) {
    super(context);
    this.worker = worker;
    this.identity = identity;
    this.offer = offer;
    this.listener = listener;
    this.producer =
        context.spawn(
            ProducerController.create(Wire.ToWorker.class, "run", Optional.empty()), "producer");
    this.consumer = context.spawn(BoundedDelivery.create(messageLimit), "consumer");
    context.watch(producer);
    context.watch(consumer);
    context.watch(worker);
    producer.tell(new ProducerController.Start<>(demands()));
    consumer.tell(new ConsumerController.Start<>(deliveries()));
  }

  /**
   * A link that introduces itself to the worker until it answers.
   *
   * @param listener is told when the worker is ready, what it does, and when it is gone
   */
  static Behavior<Message> create(
      ActorRef<Wire.Connect> worker,
      Identity identity,
      RunOffer offer,
      int messageLimit,
      ActorRef<Event> listener) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Introduce(), Duration.ZERO, PATIENCE);
                  return new WorkerLink(context, worker, identity, offer, messageLimit, listener);
                }));
  }

  @SuppressWarnings("unchecked")
  private ActorRef<ProducerController.RequestNext<Wire.ToWorker>> demands() {
    return getContext()
        .messageAdapter(
            (Class<ProducerController.RequestNext<Wire.ToWorker>>)
                (Class<?>) ProducerController.RequestNext.class,
            Demand::new);
  }

  @SuppressWarnings("unchecked")
  private ActorRef<ConsumerController.Delivery<Wire.FromWorker>> deliveries() {
    return getContext()
        .messageAdapter(
            (Class<ConsumerController.Delivery<Wire.FromWorker>>)
                (Class<?>) ConsumerController.Delivery.class,
            Delivered::new);
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
      worker.tell(new Wire.Connect(producer, consumer, identity));
    }
    return this;
  }

  private Behavior<Message> onDemand(Demand demand) {
    outbox.onDemand(demand.next());
    return this;
  }

  private Behavior<Message> onHand(Hand hand) {
    ClientActor.Assignment assignment = hand.assign().assignment();
    int model =
        sent.numberOf(assignment.model())
            .orElseGet(
                () -> {
                  int number = sent.nextNumber();
                  List<Integer> kept =
                      outstanding.values().stream().map(Expected::model).distinct().toList();
                  sent.put(number, assignment.model(), kept);
                  outbox.send(new Wire.Model(number, assignment.model(), kept));
                  return number;
                });
    outstanding.put(
        hand.ticket(),
        new Expected(
            hand.assign().client(),
            assignment.task(),
            model,
            assignment.model().parameters().length()));
    outbox.send(
        new Wire.Work(
            hand.ticket(),
            hand.assign().client().index(),
            model,
            assignment.task(),
            assignment.fired()));
    return this;
  }

  private Behavior<Message> onDismiss(Dismiss dismiss) {
    farewell = Optional.of(dismiss.reason());
    outbox.send(new Wire.Dismiss(dismiss.reason()));
    return this;
  }

  private Behavior<Message> onDelivered(Delivered delivered) {
    heard = true;
    delivered.delivery().confirmTo().tell(ConsumerController.confirmed());
    fromWorker.of(delivered.delivery().message());
    return this;
  }

  private void offer() {
    outbox.send(new Wire.Offer(offer));
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
    Expected expected = outstanding.remove(done.ticket());
    if (expected == null) {
      throw new IllegalStateException("answered what it was not asked, number " + done.ticket());
    }
    if (!expected.isAnsweredBy(done.reply())) {
      throw new IllegalStateException("gave an answer that no client gives: " + done.reply());
    }
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
