package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Accuracy;
import dev.gauntlet.learning.Learners;

/** Counts right answers on a share of the examples, on a trainer thread. */
final class EvaluationWorker {

  /**
   * Count how many of these are classified as labelled.
   *
   * @param set which of the sets being evaluated they belong to
   */
  record Count(ParameterVector model, Examples examples, int set, ActorRef<Examiner.Message> to) {}

  private EvaluationWorker() {}

  static Behavior<Count> create(Learners learners) {
    return Behaviors.receive(Count.class)
        .onMessage(
            Count.class,
            count -> {
              int correct =
                  Accuracy.countCorrect(learners.ofThisThread(), count.model(), count.examples());
              count.to().tell(new Examiner.Counted(count.set(), correct));
              return Behaviors.same();
            })
        .build();
  }
}
