package dev.gauntlet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.InputGradient;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.EvaluationContext;
import dev.gauntlet.metrics.EvaluationSets;
import dev.gauntlet.metrics.Participation;
import dev.gauntlet.metrics.RunEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final ParameterVector MODEL = ParameterVector.copyOf(1);
  private static final EvaluationContext CONTEXT =
      new EvaluationContext(7.5, After.ROUND, 1, "training", 3, new Participation(4, 0, 2));

  private final ActorTestKit kit = ActorTestKit.create(TrainerThreads.config(2));
  private final TestProbe<Evaluator.Validated> server = kit.createTestProbe();
  private final List<Integer> measuredAtATime = new CopyOnWriteArrayList<>();
  private final List<RunEvent> journal = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void splitsTheValidationImagesAndSumsWhatIsRight() {
    ActorRef<Evaluator.Message> evaluator = evaluator(zeros(601, 401), zeros(10, 1));

    evaluator.tell(new Evaluator.Validate(MODEL, server.getRef()));

    assertThat(server.receiveMessage()).isEqualTo(new Evaluator.Validated(401.0 / 601));
    assertThat(measuredAtATime).containsExactlyInAnyOrder(250, 250, 101);
    assertThat(journal).isEmpty();
  }

  @Test
  void measuresEverySetByItselfAndRecordsItBeforeItReplies() {
    ActorRef<Evaluator.Message> evaluator =
        evaluator(zeros(250, 50), zeros(500, 300), zeros(1, 1), zeros(4, 1));

    evaluator.tell(new Evaluator.Evaluate(MODEL, CONTEXT, FiredEntries.NONE, server.getRef()));

    assertThat(server.receiveMessage()).isEqualTo(new Evaluator.Validated(0.2));
    assertThat(journal)
        .containsExactly(
            new RunEvent.ModelMeasured(
                After.ROUND, 1, "training", 3, 0.6, 0.625, List.of(1.0, 0.25), 0.2, 4, 0, 2));
    assertThat(measuredAtATime).containsExactlyInAnyOrder(250, 250, 250, 1, 4);
  }

  @Test
  void startsFromNothingEveryTime() {
    ActorRef<Evaluator.Message> evaluator = evaluator(zeros(10, 4), zeros(10, 9));

    for (int i = 0; i < 3; i++) {
      evaluator.tell(new Evaluator.Evaluate(MODEL, CONTEXT, FiredEntries.NONE, server.getRef()));
      assertThat(server.receiveMessage()).isEqualTo(new Evaluator.Validated(0.4));
      evaluator.tell(new Evaluator.Validate(MODEL, server.getRef()));
      assertThat(server.receiveMessage()).isEqualTo(new Evaluator.Validated(0.4));
    }

    assertThat(journal).hasSize(3).containsOnly(journal.get(0));
  }

  @Test
  void recordsNoSuccessRateWithoutAnAdversary() {
    ActorRef<Evaluator.Message> evaluator = evaluator(zeros(2, 1), zeros(2, 2));

    evaluator.tell(new Evaluator.Evaluate(MODEL, CONTEXT, FiredEntries.NONE, server.getRef()));

    server.receiveMessage();
    assertThat(journal)
        .first()
        .isEqualTo(
            new RunEvent.ModelMeasured(
                After.ROUND, 1, "training", 3, 1, null, List.of(), 0.5, 4, 0, 2));
  }

  private ActorRef<Evaluator.Message> evaluator(
      Examples validation, Examples test, Examples... stamped) {
    NetworkEngine engine =
        new NetworkEngine() {
          @Override
          public String description() {
            return "always 0";
          }

          @Override
          public Learner newLearner(Architecture architecture) {
            return new AlwaysZero();
          }
        };
    return kit.spawn(
        Evaluator.create(
            fired -> new EvaluationSets(validation, test, List.of(stamped)),
            new Learners(engine, ToyRun.NETWORK),
            (time, event) -> {
              assertThat(time).isEqualTo(7.5);
              journal.add(event);
            }));
  }

  /** That many images, of which some, spread evenly, have the label 0. */
  private static Examples zeros(int count, int zeros) {
    return new GreyImages(
        ToyRun.NETWORK.input(),
        IntStream.range(0, count)
            .map(i -> (long) (i + 1) * zeros / count > (long) i * zeros / count ? 0 : 1)
            .toArray());
  }

  private final class AlwaysZero implements Learner {
    @Override
    public int[] predict(ParameterVector model, Examples examples) {
      measuredAtATime.add(examples.size());
      return new int[examples.size()];
    }

    @Override
    public ParameterVector train(
        ParameterVector start, Examples examples, LocalTraining training, RandomGenerator order) {
      throw new AssertionError("the examiner does not train");
    }

    @Override
    public double loss(ParameterVector model, Examples examples) {
      throw new AssertionError("the examiner measures no loss");
    }

    @Override
    public InputGradient inputGradient(ParameterVector model, Examples examples) {
      throw new AssertionError("the examiner asks for no gradient");
    }

    @Override
    public double[] activations(ParameterVector model, Examples examples, ActivationRecord record) {
      throw new AssertionError("the examiner does not vote");
    }

    @Override
    public void close() {}
  }
}
