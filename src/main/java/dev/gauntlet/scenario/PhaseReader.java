package dev.gauntlet.scenario;

import dev.gauntlet.defense.ClippingBound;
import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.defense.TriggerInversion;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Messages;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.phase.PhasePlan.Validator;
import dev.gauntlet.phase.ServerTuning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The list {@code phases}, and the keys of each phase. */
final class PhaseReader {

  private static final Pattern BRANCH = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,49}");

  private static final Bounds DELTAS = Bounds.above(0).to(Limits.DEVIATIONS);

  /** Stands for a search with a problem, to read on with. */
  private static final ClippingDelta UNREAD = new ClippingDelta.Fixed(1);

  private PhaseReader() {}

  /**
   * What phases depend on.
   *
   * @param training the clients'
   * @param clients how many there are
   * @param labels how many there are
   * @param activated whether an activation function follows the last convolution
   */
  record Run(TrainingReader training, int clients, int labels, boolean activated) {}

  static List<PhasePlan> all(Section root, Run run) {
    return list(root, "phases", run);
  }

  /**
   * The block {@code branches}: lists of phases by name, in the order in which they are written.
   */
  static Map<String, List<PhasePlan>> branches(Section root, Run run) {
    Section branches = root.section("branches");
    Map<String, List<PhasePlan>> read = new LinkedHashMap<>();
    for (String name : branches.names()) {
      List<PhasePlan> phases = list(branches, name, run);
      if (!BRANCH.matcher(name).matches()) {
        branches.problem(
            name,
            "cannot name a branch's folder",
            "expected up to 50 letters, digits, - or _ that begin with a letter");
      }
      read.put(name, phases);
    }
    return read;
  }

  private static List<PhasePlan> list(Section root, String key, Run run) {
    String expected = "expected " + key + " = [ { phase = training } ]";
    Setting list = root.setting(key);
    List<Setting> items = list.items(expected);
    if (items.isEmpty() && list.isList()) {
      list.problem("there is no phase", expected);
    }
    List<PhasePlan> phases = new ArrayList<>();
    for (Setting item : items) {
      Section keys = root.part(item, Defaults.NONE);
      keys.choose("phase", DefenseCatalogues.PHASES)
          .map(phase -> phase.apply(keys, run))
          .ifPresent(
              phase -> {
                checkVoters(keys, phase, run.clients());
                phases.add(phase);
              });
    }
    return phases;
  }

  private static void checkVoters(Section keys, PhasePlan phase, int clients) {
    if (phase instanceof PhasePlan.Pruning pruning
        && keys.sound("voters")
        && pruning.voters().orElse(1) > clients) {
      keys.problem(
          "voters",
          pruning.voters().getAsInt() + " is more than there are",
          "expected all or at most " + clients + ", the number of clients");
    }
  }

  static PhasePlan training(Section keys, Run run) {
    return new PhasePlan.Training(
        keys.setting("rounds", run.training().rounds()).integer(1, Limits.ROUNDS));
  }

  static PhasePlan pruning(Section keys, Run run) {
    PruningVote vote =
        keys.choose("vote", DefenseCatalogues.VOTES)
            .map(reader -> reader.apply(keys))
            .orElseGet(PruningVote.Ranking::new);
    Validator validator =
        keys.setting("validated-by")
            .word("validator", List.of("server", "clients"))
            .filter(word -> word.equals("clients"))
            .map(word -> Validator.CLIENTS)
            .orElse(Validator.SERVER);
    int step = step(keys);
    PruningStop stop = stop(keys);
    if (validator == Validator.CLIENTS && stop.skip() > 0) {
      keys.problem(
          "skip",
          "cannot work with validated-by = clients, who test one sequence of channels",
          "expected 0, or validated-by = server");
      stop = new PruningStop(stop.maxStepDrop(), stop.maxTotalDrop(), stop.lookAhead(), 0);
    }
    OptionalInt voters = keys.setting("voters").integerOrAll(1, Limits.CLIENTS);
    return new PhasePlan.Pruning(vote, record(keys, run), validator, step, stop, voters);
  }

  static PhasePlan fineTuning(Section keys, Run run) {
    return new PhasePlan.FineTuning(
        keys.integer("max-rounds", 1, Limits.ROUNDS),
        keys.integer("patience", 1, Limits.ROUNDS),
        keys.optionalNumber("learning-rate", OptimiserReader.RATES));
  }

  static PhasePlan finePruning(Section keys, Run run) {
    return new PhasePlan.FinePruning(record(keys, run), step(keys), stop(keys), tuning(keys));
  }

  static PhasePlan neuralCleanse(Section keys, Run run) {
    boolean byPair =
        keys.setting("searches")
            .word("kind of search", List.of("targets", "pairs"))
            .filter(word -> word.equals("pairs"))
            .isPresent();
    TriggerInversion inversion = InversionReader.read(keys.section("inversion"));
    return new PhasePlan.NeuralCleanse(
        run.labels(),
        byPair,
        inversion,
        keys.number("threshold", Bounds.from(0).to(Limits.DEVIATIONS)),
        keys.fraction("stamped-share"),
        tuning(keys));
  }

  private static ActivationRecord record(Section keys, Run run) {
    DefenceWords.requireActivation(keys, run.activated());
    return DefenceWords.record(keys);
  }

  private static int step(Section keys) {
    return keys.integer("step", 1, Limits.CHANNELS);
  }

  private static PruningStop stop(Section keys) {
    return new PruningStop(
        keys.fraction("max-step-drop"),
        keys.fraction("max-total-drop"),
        keys.integer("look-ahead", 0, Limits.CHANNELS),
        keys.integer("skip", 0, Limits.CHANNELS));
  }

  private static ServerTuning tuning(Section keys) {
    return new ServerTuning(
        keys.integer("epochs", 1, Limits.EPOCHS),
        keys.optionalNumber("learning-rate", OptimiserReader.RATES));
  }

  static PhasePlan clipping(Section keys, Run run) {
    ClippingDelta delta = delta(keys);
    return new PhasePlan.Clipping(delta, DefenceWords.spread(keys));
  }

  private static ClippingDelta delta(Section keys) {
    Setting delta = keys.setting("delta");
    if (delta.is("search")) {
      return search(delta.standingFor(Defaults.block("delta-search")));
    }
    if (delta.isBlock()) {
      return search(keys.part(delta, Defaults.block("delta-search")));
    }
    String expected =
        "expected a number above 0 (at 0 no weight would be left), search,"
            + " or { from, to, step, max-drop }";
    return new ClippingDelta.Fixed(delta.number(DELTAS, expected));
  }

  private static ClippingDelta search(Section keys) {
    double from = keys.number("from", DELTAS);
    double to = keys.number("to", DELTAS);
    double step = keys.number("step", DELTAS);
    ClippingBound bound = ClippingBoundReader.read(keys);
    if (!keys.isSound()) {
      return UNREAD;
    }
    if (from < to) {
      keys.problem("to", "is above from", "expected at most " + Messages.number(from));
      return UNREAD;
    }
    try {
      return new ClippingDelta.Search(from, to, step, bound);
    } catch (IllegalArgumentException e) {
      keys.problem("step", String.valueOf(e.getMessage()), "expected a larger step");
      return UNREAD;
    }
  }
}
