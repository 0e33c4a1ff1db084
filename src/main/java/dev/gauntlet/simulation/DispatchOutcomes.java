package dev.gauntlet.simulation;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What becomes of a dispatch: a function of the run's seed, the client, the time and how many
 * dispatches the client has had, so that it is known as soon as the dispatch is sent.
 *
 * @param conditions under which it is sent
 * @param streams of the run
 */
public record DispatchOutcomes(DispatchConditions conditions, RandomStreams streams) {

  /**
   * A dispatch.
   *
   * @param samples examples that the client computes on, over all epochs
   * @param bytesDown sent to the client
   * @param bytesUp sent back
   * @param slowness the factor on its compute time
   * @param turn how many dispatches the client has had before
   * @param now when it is sent, in virtual seconds
   */
  public record Dispatch(
      int client,
      long samples,
      long bytesDown,
      long bytesUp,
      double slowness,
      long turn,
      double now) {}

  /**
   * How a dispatch ends.
   *
   * @param seconds from the dispatch to its result, or to the moment in which the server sees that
   *     none will come
   * @param loss why none will come, if so
   */
  public record Outcome(double seconds, Optional<String> loss) {}

  /** What becomes of the dispatch. */
  public Outcome of(Dispatch dispatch) {
    RandomGenerator random = streams.stream("dispatch", dispatch.client(), dispatch.turn());
    double seconds = conditions.devices().seconds(dispatch, random);
    boolean dropsOut = conditions.dropout() > 0 && random.nextDouble() < conditions.dropout();
    // Any moment of its work is as likely to be the last.
    double lastSecond = dropsOut ? seconds * random.nextDouble() : seconds;
    double end = dispatch.now() + lastSecond;
    double offline = conditions.availability().offlineFrom(dispatch.client(), dispatch.now(), end);
    if (offline < end) {
      return new Outcome(offline - dispatch.now(), Optional.of("went offline"));
    }
    return new Outcome(lastSecond, dropsOut ? Optional.of("dropped out") : Optional.empty());
  }
}
