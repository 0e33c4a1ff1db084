package dev.gauntlet.actor;

import akka.actor.typed.ActorRef;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.metrics.EvaluationContext;
import dev.gauntlet.phase.ServerAction;
import dev.gauntlet.protocol.GlobalModel;

/**
 * What the server has other actors measure and compute.
 *
 * @param validations takes what the evaluator answers
 * @param computations takes what has been computed
 */
record ServerRequests(
    ActorRef<Evaluator.Message> evaluator,
    ActorRef<Evaluator.Validated> validations,
    ActorRef<ServerCompute.Message> serverCompute,
    ActorRef<ServerCompute.Computed> computations) {

  void validate(ServerAction.Validate validate) {
    evaluator.tell(new Evaluator.Validate(validate.model().parameters(), validations));
  }

  void evaluate(GlobalModel model, EvaluationContext context, FiredEntries fired) {
    evaluator.tell(new Evaluator.Evaluate(model.parameters(), context, fired, validations));
  }

  void compute(ServerAction.Compute compute) {
    serverCompute.tell(new ServerCompute.Compute(compute.tasks(), computations));
  }
}
