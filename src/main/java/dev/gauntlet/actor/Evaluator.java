package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.Subset;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Accuracy;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.metrics.EvaluationContext;
import dev.gauntlet.metrics.EvaluationSets;
import dev.gauntlet.metrics.Journal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Measures models on all trainer threads, one model at a time. The server learns the accuracy on
 * its own validation images; what the simulator measures besides goes to the journal.
 */
public final class Evaluator extends AbstractBehavior<Evaluator.Message> {

  /** What the evaluator is told. */
  public sealed interface Message {}

  /** Measure accuracy on the server's validation images. */
  public record Validate(ParameterVector model, ActorRef<Validated> replyTo) implements Message {}

  /**
   * Measure everything, record it, then report accuracy on the validation images.
   *
   * @param fired the entries of the run's timeline that have fired: adversaries may have new goals
   */
  public record Evaluate(
      ParameterVector model,
      EvaluationContext context,
      FiredEntries fired,
      ActorRef<Validated> replyTo)
      implements Message {}

  /** How many examples of each piece have been classified as labelled. */
  private record Counted(Request request, List<Integer> correct) implements Message {}

  /** One piece could not be classified. */
  private record Failed(Throwable cause) implements Message {}

  /** What is being measured, why if it goes into the journal, and for whom. */
  private record Request(
      List<Examples> sets,
      List<Piece> pieces,
      Optional<EvaluationContext> context,
      ActorRef<Validated> replyTo) {}

  /** Some examples of a set. */
  private record Piece(int set, Examples examples) {}

  /** The accuracy on the validation images, as a fraction. */
  public record Validated(double accuracy) {}

  /** Large enough for the matrix products, small enough to share a validation set. */
  private static final int CHUNK = 250;

  private final Function<FiredEntries, EvaluationSets> evaluationSets;
  private final Learners learners;
  private final Journal journal;
  private FiredEntries fired = FiredEntries.NONE;
  private List<Examples> sets;
  private final TrainerTasks tasks = new TrainerTasks();

  private Evaluator(
      ActorContext<Message> context,
      Function<FiredEntries, EvaluationSets> evaluationSets,
      Learners learners,
      Journal journal) {
    super(context);
    this.evaluationSets = evaluationSets;
    this.sets = evaluationSets.apply(fired).all();
    this.learners = learners;
    this.journal = journal;
  }

  /** An evaluator of nothing yet. */
  public static Behavior<Message> create(
      Function<FiredEntries, EvaluationSets> evaluationSets, Learners learners, Journal journal) {
    return Behaviors.setup(context -> new Evaluator(context, evaluationSets, learners, journal));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Validate.class, this::onValidate)
        .onMessage(Evaluate.class, this::onEvaluate)
        .onMessage(Counted.class, this::onCounted)
        .onMessage(Failed.class, Evaluator::onFailed)
        .onSignal(PostStop.class, stopped -> tasks.stop())
        .build();
  }

  private Behavior<Message> onValidate(Validate message) {
    begin(message.model(), sets.subList(0, 1), Optional.empty(), message.replyTo());
    return this;
  }

  private Behavior<Message> onEvaluate(Evaluate message) {
    if (!fired.equals(message.fired())) {
      fired = message.fired();
      sets = evaluationSets.apply(fired).all();
    }
    begin(message.model(), sets, Optional.of(message.context()), message.replyTo());
    return this;
  }

  private void begin(
      ParameterVector model,
      List<Examples> measured,
      Optional<EvaluationContext> context,
      ActorRef<Validated> replyTo) {
    Request request = new Request(measured, pieces(measured), context, replyTo);
    tasks.pipe(
        getContext(),
        request.pieces().stream().map(piece -> counting(model, piece)).toList(),
        correct -> new Counted(request, correct),
        Failed::new);
  }

  private Supplier<Integer> counting(ParameterVector model, Piece piece) {
    return () -> Accuracy.countCorrect(learners.ofThisThread(), model, piece.examples());
  }

  private static List<Piece> pieces(List<Examples> sets) {
    List<Piece> pieces = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      Examples examples = sets.get(set);
      for (int from = 0; from < examples.size(); from += CHUNK) {
        int to = Math.min(from + CHUNK, examples.size());
        pieces.add(new Piece(set, new Subset(examples, IntStream.range(from, to).toArray())));
      }
    }
    return pieces;
  }

  private Behavior<Message> onCounted(Counted message) {
    Request request = message.request();
    double[] shares = new double[request.sets().size()];
    for (int i = 0; i < request.pieces().size(); i++) {
      shares[request.pieces().get(i).set()] += message.correct().get(i);
    }
    Arrays.setAll(shares, set -> shares[set] / request.sets().get(set).size());
    List<Double> listed = Arrays.stream(shares).boxed().toList();
    request.context().ifPresent(context -> context.record(EvaluationSets.scores(listed), journal));
    // The validation images are the first set, and the only one where no context is given.
    request.replyTo().tell(new Validated(shares[0]));
    return this;
  }

  private static Behavior<Message> onFailed(Failed message) {
    throw new IllegalStateException(
        "measuring a model failed: " + message.cause(), message.cause());
  }
}
