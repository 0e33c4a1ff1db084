package dev.gauntlet.phase;

import dev.gauntlet.protocol.ClientReply;
import java.util.Optional;
import java.util.OptionalInt;

/** What the server checks of votes and feedback before it counts them. */
final class VoteCheck {

  private VoteCheck() {}

  /** Why it is no vote on that many channels, if so. */
  static Optional<String> faultOfVote(ClientReply reply, boolean ranking, int channels) {
    OptionalInt size = ranking ? ranked(reply) : balloted(reply);
    return size.isPresent()
        ? size(size.getAsInt(), channels, "channels")
        : Optional.of("it is no vote but a " + reply.getClass().getSimpleName());
  }

  private static OptionalInt ranked(ClientReply reply) {
    return reply instanceof ClientReply.Ranking vote
        ? OptionalInt.of(vote.ranking().ranks().size())
        : OptionalInt.empty();
  }

  private static OptionalInt balloted(ClientReply reply) {
    return reply instanceof ClientReply.Ballot vote
        ? OptionalInt.of(vote.ballot().keep().size())
        : OptionalInt.empty();
  }

  /** Why it is no feedback on that many test points, if so. */
  static Optional<String> faultOfFeedback(ClientReply reply, int points) {
    if (!(reply instanceof ClientReply.Accuracies feedback)) {
      return Optional.of("it is no feedback but a " + reply.getClass().getSimpleName());
    }
    if (feedback.accuracies().stream().anyMatch(share -> !(share >= 0 && share <= 1))) {
      return Optional.of("not all accuracies are from 0 to 1");
    }
    return size(feedback.accuracies().size(), points, "test points");
  }

  private static Optional<String> size(int given, int right, String what) {
    return given == right
        ? Optional.empty()
        : Optional.of("it is on " + given + " " + what + ", not " + right);
  }
}
