package dev.gauntlet.experiment;

import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.match.Actions;
import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.Detection;
import dev.gauntlet.metrics.Journal;
import dev.gauntlet.metrics.RunEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds what aggregation rules decide against the truth, which the server must not know: passes all
 * events on, and adds a {@link RunEvent.DetectionMeasured} to each {@link RunEvent.UpdatesJudged}.
 * An update is an attacker's if its adversary was active in the round, and under the entries of the
 * script, with which the client was asked.
 */
final class DetectionJournal implements Journal {

  private final AdversaryTimeline script;
  private final Journal journal;
  private FiredEntries fired = FiredEntries.NONE;
  private final Map<Integer, Boolean> asked = new HashMap<>();
  private final Map<Integer, Deque<Boolean>> received = new HashMap<>();
  private double time;
  private final Actions<RunEvent> events =
      Actions.on(RunEvent.class)
          .when(RunEvent.TimelineFired.class, entry -> fired = fired.and(entry.entry()))
          .when(RunEvent.RoundStarted.class, this::onRound)
          .when(
              RunEvent.ClientAsked.class,
              task -> asked.put(task.client(), attacks(task.client(), task.round())))
          .when(RunEvent.UpdateReceived.class, this::onUpdate)
          .when(RunEvent.UpdateRejected.class, update -> asked.remove(update.client()))
          .when(RunEvent.ReplyLost.class, reply -> asked.remove(reply.client()))
          // Of those who were to be asked in vain, nobody is at work.
          .when(RunEvent.ExchangeRepeated.class, repeated -> asked.clear())
          .when(RunEvent.ReplyDiscarded.class, reply -> discard(reply.client()))
          .when(RunEvent.UpdatesJudged.class, this::onJudged)
          .when(RunEvent.ModelMeasured.class, this::onMeasured)
          .ignoringOthers();

  DetectionJournal(AdversaryTimeline script, Journal journal) {
    this(script, journal, FiredEntries.NONE, Map.of());
  }

  /**
   * A journal of a run that goes on.
   *
   * @param fired the entries of the timeline that had fired
   * @param asked clients whose updates had not come, and whether they attack
   */
  DetectionJournal(
      AdversaryTimeline script, Journal journal, FiredEntries fired, Map<Integer, Boolean> asked) {
    this.script = script;
    this.journal = journal;
    this.fired = fired;
    this.asked.putAll(asked);
  }

  /** Clients whose updates have not come yet, and whether they attack. */
  synchronized Map<Integer, Boolean> asked() {
    return Map.copyOf(asked);
  }

  @Override
  public synchronized void record(double time, RunEvent event) {
    journal.record(time, event);
    this.time = time;
    events.of(event);
  }

  private void onRound(RunEvent.RoundStarted round) {
    // In asynchronous rounds these are clients that were asked before.
    round.cohort().forEach(client -> asked.putIfAbsent(client, attacks(client, round.round())));
  }

  private void onUpdate(RunEvent.UpdateReceived update) {
    received
        .computeIfAbsent(update.client(), client -> new ArrayDeque<>())
        .addLast(Boolean.TRUE.equals(asked.remove(update.client())));
  }

  private void onJudged(RunEvent.UpdatesJudged judged) {
    journal.record(
        time, new RunEvent.DetectionMeasured(judged.round(), judged.rule(), detection(judged)));
  }

  private void onMeasured(RunEvent.ModelMeasured measured) {
    received.clear();
    if (measured.measured() == After.PHASE) {
      asked.clear();
    }
  }

  /** An update that has come is not used after all, or one that has not come is not waited for. */
  private void discard(int client) {
    Deque<Boolean> updates = received.get(client);
    if (updates != null && !updates.isEmpty()) {
      updates.removeLast();
    } else {
      asked.remove(client);
    }
  }

  private Detection detection(RunEvent.UpdatesJudged judged) {
    Detection detection = Detection.NONE;
    for (RunEvent.UpdatesJudged.Verdict verdict : judged.verdicts()) {
      Deque<Boolean> updates = received.get(verdict.client());
      boolean attacker = updates != null && Boolean.TRUE.equals(updates.pollFirst());
      detection = detection.with(attacker, verdict.accepted());
    }
    return detection;
  }

  private boolean attacks(int client, int round) {
    return script.isAttacking(new ClientId(client), fired, round);
  }
}
