package dev.gauntlet.experiment;

import dev.gauntlet.actor.ServerState;
import dev.gauntlet.attack.Adversary;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.runfolder.AppendOnlyFile;
import dev.gauntlet.experiment.runfolder.Resumption;
import dev.gauntlet.experiment.runfolder.RunFolder;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.timeline.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Whether a run can go on under another scenario: the images and their division, the network, the
 * clients and the seed are the same, and what the scenario says of the time until then is what has
 * happened.
 */
final class ForkCheck {

  private final Fork fork;
  private final Scenario then;
  private final Scenario now;
  private final ServerState state;
  private final List<String> problems = new ArrayList<>();

  ForkCheck(Fork fork, Scenario now) {
    this.fork = fork;
    this.then = fork.scenario();
    this.now = now;
    this.state = fork.from().state();
  }

  /** In words for the user, all of them. */
  List<String> problems(FederationData data) throws IOException {
    same("seed", then.seed(), now.seed());
    same("clients", then.clients(), now.clients());
    if (!then.data().equals(now.data())) {
      problem("data", "the images or their division are others than in " + fork.point().run());
    }
    if (!then.architecture().equals(now.architecture())) {
      problem("model", "the network is another than in " + fork.point().run());
    }
    problems.addAll(
        Resumption.problemsOfFiles(
            fork.from().origin().files().stream()
                .filter(file -> !then.source().files().containsKey(file.name()))
                .toList(),
            data.set().files()));
    for (Adversary attack : now.attacks()) {
      attack
          .backdoor()
          .ifPresent(
              backdoor ->
                  attack.clients().forEach(client -> checkImages(backdoor.victim(), client, data)));
    }
    checkPhases();
    checkTimeline();
    if (!AppendOnlyFile.begins(
            fork.point().run().resolve(RunFolder.EVENTS), fork.from().journal().events())
        || !AppendOnlyFile.begins(
            fork.point().run().resolve(RunFolder.METRICS), fork.from().journal().metrics())) {
      problems.add(fork.point().run() + " has been changed since its checkpoint was written");
    }
    return problems;
  }

  private void same(String key, Object before, Object after) {
    if (!Objects.equals(before, after)) {
      problem(key, "is " + after + ", and " + before + " in " + fork.point().run());
    }
  }

  /** Images stay where they are, whoever attacks. */
  private void checkImages(int victim, ClientId client, FederationData data) {
    if (client.index() < data.partition().clients()
        && Arrays.stream(data.partition().labels(client.index())).noneMatch(l -> l == victim)) {
      problem(
          "adversaries",
          client + " holds no image of the victim label " + victim + " in " + fork.point().run());
    }
  }

  private void checkPhases() {
    int index = state.phaseIndex();
    List<PhasePlan> phases = now.phases();
    ServerState.Closing round = state.closing();
    if (round == null) {
      if (index > phases.size() || (index == phases.size() && now.branches().isEmpty())) {
        problem(
            "phases",
            "the list is the whole run's, and of "
                + phases.size()
                + " phases "
                + index
                + " are over at that point; write those of "
                + fork.point().run()
                + " as well");
      }
      return;
    }
    if (index >= phases.size()
        || !phases.get(index).name().equals(then.phases().get(index).name())) {
      problem(
          "phases",
          "phase "
              + index
              + " is under way at that point, and it is one of "
              + then.phases().get(index).name());
      return;
    }
    int most =
        phases.get(index) instanceof PhasePlan.Training training
            ? training.rounds()
            : ((PhasePlan.FineTuning) phases.get(index)).maxRounds();
    if (most < round.rounds().roundsDone()) {
      problem(
          "phases",
          "phase %d has %d rounds, and %d are over at that point"
              .formatted(index, most, round.rounds().roundsDone()));
    }
    if (then.federation().buffering().isPresent() != now.federation().buffering().isPresent()) {
      problem("time.mode", "changes between phases only: fork after a phase");
    }
  }

  private void checkTimeline() {
    List<Entry> entries = now.timeline().entries();
    for (int place : state.fired().places()) {
      if (place >= entries.size()
          || !entries.get(place).equals(then.timeline().entries().get(place))) {
        problem(
            "timeline",
            "entry "
                + place
                + " has fired at that point, and must stand as in "
                + fork.point().run());
      }
    }
    for (int place = 0; place < entries.size(); place++) {
      Entry.When when = entries.get(place).when();
      boolean past =
          when instanceof Entry.AtRound at
              ? at.round() <= state.progress().scriptedRound()
              : ((Entry.AtTime) when).seconds() < state.inFlight().now();
      if (past && !state.fired().contains(place)) {
        problem("timeline", "entry " + place + " would have fired before that point");
      }
    }
  }

  private void problem(String key, String wrong) {
    problems.add(now.source().problem(key, wrong, "").toString());
  }
}
