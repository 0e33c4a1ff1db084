package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Section;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.simulation.Availability;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with a scenario's blocks together, where each by itself is right. */
final class CrossChecks {

  private final Section root;
  private final ScenarioParts parts;

  CrossChecks(Section root, ScenarioParts parts) {
    this.root = root;
    this.parts = parts;
  }

  /** Reports all of it, but for what follows from another problem. */
  void report() {
    parts.data.checkAgainst(root, parts.clients);
    parts.aggregation.checkAgainst(parts.data);
    parts.time.checkAgainst(parts.selection);
    if (root.sound("phases")) {
      parts.adversaries.checkAgainst(parts.phases, parts.branches.values());
    }
    parts.architecture.ifPresent(parts.adversaries::checkRecords);
    if (root.sound("training.rounds", "phases", "branches")) {
      parts.training.schedule().checkAgainst(parts.lastRound());
    }
    checkTimeline();
    if (root.sound("clients", "selection", "time")) {
      AggregationReader.Cohort cohort = AggregationReader.Cohort.of(parts.time, parts.selection);
      AggregationReader.check(
          parts.aggregation.aggregation(), parts.aggregation.plan().rule(), cohort);
      parts.timelineReader.checkRules(cohort);
    }
    if (root.sound("devices", "time", "clients", "phases", "branches")) {
      parts.architecture.ifPresent(this::checkDeadline);
    }
  }

  private void checkTimeline() {
    if (root.sound("phases", "branches")) {
      parts.timelineReader.checkRounds(parts.phases, parts.branches.values());
    }
    if (root.sound("devices", "availability", "dropout", "time") && !mayTakeTime()) {
      parts.timelineReader.checkTimes();
    }
  }

  /** Whether virtual time can pass at all: in devices, or in waiting for clients. */
  private boolean mayTakeTime() {
    boolean mayWait =
        !parts.dispatches.availability().equals(Availability.ALWAYS)
            || parts.dispatches.dropout() > 0
            || !parts.timeline.absentAtStart().isEmpty()
            || parts.timeline.takesClientsAwayAtARound();
    return parts.dispatches.devices().takeTime()
        || (mayWait && parts.time.rules().retryWaitSeconds() > 0);
  }

  /** How many images clients hold is known only when they are shared out: none, for now. */
  private void checkDeadline(Architecture architecture) {
    DeadlineCheck.Waiting waiting =
        DeadlineCheck.Waiting.in(
            Stream.concat(
                    parts.phases.stream(), parts.branches.values().stream().flatMap(List::stream))
                .toList(),
            parts.time.buffering().isPresent());
    new DeadlineCheck(
            parts.dispatches.devices(),
            parts.clients,
            architecture.parameterCount(),
            parts.time.rules(),
            waiting)
        .wrong(client -> 0)
        .ifPresent(wrong -> parts.time.time().problem("deadline", wrong, DeadlineCheck.right()));
  }
}
