package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.GlobalModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the server checks of an update before it uses it, and writes down of it. */
record UpdateCheck(PhaseContext context, int round) {

  /**
   * Why the reply is no update of that client for the model, if so; either way it is recorded.
   *
   * @param staleness of the update in asynchronous rounds
   */
  Optional<String> fault(
      ClientId client, ClientReply reply, GlobalModel model, @Nullable Integer staleness) {
    Optional<String> fault = faultOf(client, reply, model.parameters().length());
    if (fault.isPresent()) {
      context.events().accept(new RunEvent.UpdateRejected(round, client.index(), fault.get()));
    } else {
      ModelUpdate update = ((ClientReply.Update) reply).update();
      context
          .events()
          .accept(
              new RunEvent.UpdateReceived(
                  round, client.index(), update.samples(), update.delta().norm(), staleness));
    }
    return fault;
  }

  private static Optional<String> faultOf(ClientId client, ClientReply reply, int parameters) {
    if (!(reply instanceof ClientReply.Update answer)) {
      return Optional.of("it is no update but a " + reply.getClass().getSimpleName());
    }
    if (!answer.update().client().equals(client)) {
      return Optional.of("it claims to be from " + answer.update().client());
    }
    ParameterVector delta = answer.update().delta();
    if (delta.length() != parameters) {
      return Optional.of("it has " + delta.length() + " values, the model " + parameters);
    }
    return delta.isFinite()
        ? Optional.empty()
        : Optional.of("its values are not all finite numbers");
  }
}
