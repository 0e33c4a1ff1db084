package dev.gauntlet.actor.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's scenario and images, tells what came of it, and stops. It does so inside its
 * handler, on a trainer thread: its parent has not stopped before that is over.
 */
final class RunPreparation {

  private RunPreparation() {}

  /**
   * What came of it.
   *
   * @param run null if the worker cannot work for it
   * @param objection why
   */
  record Prepared(RunLoader.@Nullable LoadedRun run, String objection) {}

  static Behavior<RunOffer> create(RunLoader loader, ActorRef<Prepared> replyTo) {
    return Behaviors.receive(RunOffer.class)
        .onAnyMessage(
            offer -> {
              replyTo.tell(prepare(loader, offer));
              return Behaviors.stopped();
            })
        .build();
  }

  private static Prepared prepare(RunLoader loader, RunOffer offer) {
    try {
      return new Prepared(loader.prepare(offer), "");
    } catch (RunLoader.RefusedException e) {
      return new Prepared(null, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      return new Prepared(null, e.toString());
    }
  }
}
