package dev.gauntlet.phase;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * The server asks some clients the same and waits until enough of them have answered, all have
 * answered or are lost, or the deadline has passed. With too few answers it asks again, up to a
 * limit. Each method says what to do meanwhile; nothing, once the exchange is over.
 */
final class Exchange {

  private final PhaseContext context;
  private final ExchangeRules rules;
  private final Question question;
  private final List<Answer> answers = new ArrayList<>();
  private SortedSet<ClientId> outstanding = new TreeSet<>();
  private int asked;
  private int needed;
  private int attempt;
  private boolean pausing;
  private int rejected;
  private int dropped;
  private int discarded;

  /**
   * What is asked, and of whom.
   *
   * @param occasion what it is for, to begin a sentence with: "in round 3"
   * @param answer what is wanted: "update", "vote"
   * @param wanted answers that are enough
   * @param clients whom to ask, in the given attempt, from 0
   */
  record Question(
      String occasion,
      String answer,
      int wanted,
      IntFunction<List<ClientId>> clients,
      GlobalModel model,
      ClientTask task) {}

  /** A usable answer. */
  record Answer(ClientId client, ClientReply reply) {}

  Exchange(PhaseContext context, Question question) {
    this.context = context;
    this.rules = context.federation().rules();
    this.question = question;
  }

  /** Asks for the first time, or again. */
  ServerAction ask() {
    pausing = false;
    answers.clear();
    rejected = 0;
    List<ClientId> clients = question.clients().apply(attempt);
    asked = clients.size();
    needed = Math.min(question.wanted(), asked);
    if (asked < fewest()) {
      return repeat(asked + " clients can be reached, and at least " + fewest() + " must be");
    }
    outstanding = new TreeSet<>(clients);
    return new ServerAction.Ask(
        clients, question.model(), question.task(), rules.deadlineSeconds());
  }

  /**
   * An answer has arrived.
   *
   * @param fault why it cannot be used, if so
   */
  Optional<ServerAction> onReply(ClientId client, ClientReply reply, Optional<String> fault) {
    if (!outstanding.remove(client)) {
      throw new IllegalStateException(client + " answered what it was not asked");
    }
    if (fault.isPresent()) {
      rejected++;
      discarded++;
    } else {
      answers.add(new Answer(client, reply));
    }
    return conclude();
  }

  /** No answer will come from that client. */
  Optional<ServerAction> onLost(ClientId client, String reason) {
    drop(client, reason);
    outstanding.remove(client);
    return conclude();
  }

  /** The deadline has passed, or the pause is over. */
  Optional<ServerAction> onAlarm() {
    if (pausing) {
      return Optional.of(ask());
    }
    outstanding.forEach(client -> drop(client, "it is late"));
    outstanding.clear();
    return conclude();
  }

  /** The usable answers, in client order. */
  List<Answer> answers() {
    return answers.stream().sorted(Comparator.comparing(Answer::client)).toList();
  }

  /** How often it was asked again. */
  int attempt() {
    return attempt;
  }

  /** Who was asked and did not deliver, over all attempts. */
  int dropped() {
    return dropped;
  }

  /** Whose answer was not used or not waited for, over all attempts. */
  int discarded() {
    return discarded;
  }

  private int fewest() {
    return Math.min(rules.minUpdates(), question.wanted());
  }

  private Optional<ServerAction> conclude() {
    if (answers.size() < needed && !outstanding.isEmpty()) {
      return Optional.of(new ServerAction.Await());
    }
    if (rejected == asked && asked == context.registry().population()) {
      throw new FederationStuckException(
          question.occasion() + " every " + question.answer() + " was rejected: nothing is left");
    }
    if (answers.size() < fewest()) {
      return Optional.of(
          repeat(
              answers.size()
                  + " of "
                  + asked
                  + " clients delivered, and at least "
                  + fewest()
                  + " must"));
    }
    for (ClientId client : outstanding) {
      discard(client, "it is not needed");
    }
    outstanding.clear();
    return Optional.empty();
  }

  private ServerAction repeat(String reason) {
    attempt++;
    if (attempt > rules.maxRetries()) {
      throw new FederationStuckException(
          question.occasion() + " " + reason + ", also after " + rules.maxRetries() + " retries");
    }
    for (Answer answer : answers) {
      discard(answer.client(), "too few others delivered");
    }
    emit(new RunEvent.ExchangeRepeated(context.index(), question.answer(), attempt, reason));
    pausing = true;
    return new ServerAction.Pause(rules.retryWaitSeconds());
  }

  private void discard(ClientId client, String reason) {
    discarded++;
    emit(new RunEvent.ReplyDiscarded(context.index(), client.index(), reason));
  }

  private void drop(ClientId client, String reason) {
    dropped++;
    emit(new RunEvent.ReplyLost(context.index(), client.index(), reason));
  }

  private void emit(RunEvent event) {
    context.events().accept(event);
  }
}
