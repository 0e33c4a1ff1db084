package dev.gauntlet.actor.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import dev.gauntlet.actor.ClientActor;
import dev.gauntlet.actor.Failures;
import dev.gauntlet.actor.Population;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.Learners;

/** A run's clients on one worker: a {@link Population}, and the models that it has been sent. */
final class WorkerClients {

  private final ModelShelf models = new ModelShelf();
  private final Learners learners;
  private final ActorRef<Population.Message> population;
  private final ActorRef<ClientActor.Answer> answers;

  /**
   * Clients that have nothing to do yet; the actor watches them.
   *
   * @param answers takes what they compute, under the tickets of the work
   */
  WorkerClients(
      ActorContext<?> context, RunLoader.LoadedRun run, ActorRef<ClientActor.Answer> answers) {
    this.learners = run.learners();
    this.answers = answers;
    this.population =
        context.spawn(
            Failures.asExceptions(
                Population.Message.class,
                Population.create(
                    client -> ClientActor.working(run.workOf().apply(client), learners))),
            "population");
    context.watch(population);
  }

  /** Takes a model that work is going to refer to. */
  void put(Wire.Model model) {
    models.put(model.number(), model.model(), model.kept());
  }

  /** Has a client do its work. */
  void assign(Wire.Work work) {
    // The ticket takes the place of the dispatch's number, which only the run's node knows.
    population.tell(
        new Population.Assign(
            new ClientId(work.client()),
            new ClientActor.Assignment(
                work.ticket(), models.get(work.model()), work.task(), work.fired(), answers)));
  }

  /** A client's answer, for the run's node. */
  Wire.Done done(ClientActor.Answer answer) {
    return new Wire.Done(answer.sequence(), learners.trainedSamples(), answer.reply());
  }

  /** Whether that actor is their population. */
  boolean are(ActorRef<?> actor) {
    return actor.path().equals(population.path());
  }
}
