package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.Selection;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.metrics.Examination;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures models on all trainer threads, one model at a time. The server learns the accuracy on
 * its own validation images; what the simulator measures besides goes to the journal.
 */
public final class Examiner extends AbstractBehavior<Examiner.Message> {

  /** What the examiner is told. */
  public sealed interface Message {}

  /** Measure accuracy on the server's validation images. */
  public record Validate(ParameterVector model, ActorRef<Validated> replyTo) implements Message {}

  /**
   * Measure everything, record it, then report accuracy on the validation images.
   *
   * @param fired the entries of the run's script that have fired: adversaries may have new goals
   */
  public record Examine(
      ParameterVector model,
      Measurement.Occasion occasion,
      List<Integer> fired,
      ActorRef<Validated> replyTo)
      implements Message {}

  /** A share of the examples of a set has been classified. */
  record Counted(int set, int correct) implements Message {}

  /** The accuracy on the validation images, as a fraction. */
  public record Validated(double accuracy) {}

  /** Large enough for the matrix products, small enough to share a validation set. */
  private static final int CHUNK = 250;

  private static final int VALIDATION = 0;

  private final Function<List<Integer>, Examination> examination;
  private List<Integer> fired = List.of();
  private List<Examples> sets;
  private final Journal journal;
  private final List<ActorRef<EvaluationWorker.Count>> workers = new ArrayList<>();
  private final int[] correct;
  private int outstanding;
  private Measurement.@Nullable Occasion occasion;
  private @Nullable ActorRef<Validated> replyTo;

  private Examiner(
      ActorContext<Message> context,
      Function<List<Integer>, Examination> examination,
      Learners learners,
      int threads,
      Journal journal) {
    super(context);
    this.examination = examination;
    this.sets = examination.apply(fired).sets();
    this.correct = new int[sets.size()];
    this.journal = journal;
    for (int i = 0; i < threads; i++) {
      workers.add(
          context.spawn(
              Failures.asExceptions(
                  EvaluationWorker.Count.class, EvaluationWorker.create(learners)),
              "worker-" + i,
              TrainerThreads.selector()));
      context.watch(workers.get(i));
    }
  }

  /** An examiner with that many workers. */
  public static Behavior<Message> create(
      Function<List<Integer>, Examination> examination,
      Learners learners,
      int threads,
      Journal journal) {
    return Behaviors.setup(
        context -> new Examiner(context, examination, learners, threads, journal));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Validate.class, this::onValidate)
        .onMessage(Examine.class, this::onExamine)
        .onMessage(Counted.class, this::onCounted)
        .onSignal(akka.actor.typed.ChildFailed.class, Examiner::onChildFailed)
        .build();
  }

  private Behavior<Message> onValidate(Validate message) {
    begin(message.model(), sets.subList(VALIDATION, VALIDATION + 1), message.replyTo());
    return this;
  }

  private Behavior<Message> onExamine(Examine message) {
    occasion = message.occasion();
    if (!fired.equals(message.fired())) {
      fired = message.fired();
      sets = examination.apply(fired).sets();
    }
    begin(message.model(), sets, message.replyTo());
    return this;
  }

  private void begin(ParameterVector model, List<Examples> measured, ActorRef<Validated> asker) {
    if (outstanding > 0) {
      throw new IllegalStateException("the examiner measures one model at a time");
    }
    replyTo = asker;
    for (int set = 0; set < measured.size(); set++) {
      correct[set] = 0;
      Examples examples = measured.get(set);
      for (int from = 0; from < examples.size(); from += CHUNK) {
        int to = Math.min(from + CHUNK, examples.size());
        Examples chunk = new Selection(examples, IntStream.range(from, to).toArray());
        workers
            .get(outstanding++ % workers.size())
            .tell(new EvaluationWorker.Count(model, chunk, set, getContext().getSelf()));
      }
    }
  }

  private Behavior<Message> onCounted(Counted message) {
    correct[message.set()] += message.correct();
    if (--outstanding == 0) {
      finish();
    }
    return this;
  }

  private void finish() {
    double validation = share(VALIDATION);
    if (occasion != null) {
      List<Double> shares = IntStream.range(0, sets.size()).mapToObj(this::share).toList();
      occasion.record(shares, journal);
      occasion = null;
    }
    if (replyTo != null) {
      replyTo.tell(new Validated(validation));
    }
  }

  private double share(int set) {
    return (double) correct[set] / sets.get(set).size();
  }

  private static Behavior<Message> onChildFailed(akka.actor.typed.ChildFailed signal) {
    throw new IllegalStateException(
        "measuring a model failed: " + signal.getCause(), signal.getCause());
  }
}
