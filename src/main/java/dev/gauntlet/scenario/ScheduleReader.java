package dev.gauntlet.scenario;

import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.phase.PhasePlan;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * A block {@code schedule}.
 *
 * @param decay the schedule without its warm-up, by the last round that follows it
 */
record ScheduleReader(Section keys, IntFunction<RateSchedule> decay, int warmUpRounds) {

  static ScheduleReader read(Section keys) {
    IntFunction<RateSchedule> decay =
        keys.choose("decay", FederationCatalogues.RATE_DECAYS)
            .map(reader -> reader.apply(keys))
            .orElse(last -> new RateSchedule.Constant());
    return new ScheduleReader(keys, decay, keys.integer("warm-up-rounds", 0, Limits.ROUNDS));
  }

  /** The block {@code schedule} of a block that may have none. */
  static Optional<ScheduleReader> optional(Section training) {
    return training
        .optional("schedule")
        .map(schedule -> read(training.section("schedule", Defaults.schedule())));
  }

  static IntFunction<RateSchedule> step(Section keys) {
    int every =
        keys.required("every", "expected a number of rounds")
            .map(setting -> setting.integer(1, Limits.ROUNDS))
            .orElse(1);
    double factor = factor(keys.setting("factor"));
    return last -> new RateSchedule.Step(every, factor);
  }

  static IntFunction<RateSchedule> exponential(Section keys) {
    double factor =
        keys.required("factor", "expected a number above 0 and below 1")
            .map(ScheduleReader::factor)
            .orElse(1.0);
    return last -> new RateSchedule.Exponential(factor);
  }

  private static double factor(Setting setting) {
    return setting.number(Bounds.INSIDE_FRACTION);
  }

  static IntFunction<RateSchedule> cosine(Section keys) {
    OptionalInt rounds = keys.optionalInteger("rounds", Limits.ROUNDS);
    double share = keys.fraction("final-share");
    return last -> new RateSchedule.Cosine(rounds.orElse(Math.max(1, last)), share);
  }

  /** The schedule of a run whose rounds follow it up to that one. */
  RateSchedule over(int lastRound) {
    RateSchedule schedule = decay.apply(lastRound);
    return warmUpRounds == 0 ? schedule : new RateSchedule.WarmUp(warmUpRounds, schedule);
  }

  /** The schedule where the run's rounds are not known: a cosine has to say how many it takes. */
  RateSchedule byItself() {
    if (decay.apply(1) instanceof RateSchedule.Cosine && !keys.isGiven("rounds")) {
      keys.problem("rounds", "is missing", "expected how many rounds the cosine takes");
    }
    return over(1);
  }

  /** Reports what does not go with a run whose rounds follow it up to that one. */
  void checkAgainst(int lastRound) {
    if (!keys.isSound()) {
      return;
    }
    String last = lastRound + ", the last round that can follow it";
    if (decay.apply(lastRound) instanceof RateSchedule.Cosine cosine
        && cosine.rounds() < lastRound) {
      keys.problem(
          "rounds", "the cosine ends with round " + cosine.rounds(), "expected at least " + last);
    }
    if (warmUpRounds > 0 && warmUpRounds >= lastRound) {
      keys.problem("warm-up-rounds", warmUpRounds + " never ends", "expected less than " + last);
    }
  }

  /** The last round that can follow the schedule; 0 if none does. */
  static int lastRound(List<PhasePlan> phases, Collection<List<PhasePlan>> branches) {
    long done = TimelineReader.rounds(phases);
    long last = lastRound(phases, 0);
    for (List<PhasePlan> branch : branches) {
      last = Math.max(last, lastRound(branch, done));
    }
    return (int) Math.min(Integer.MAX_VALUE, last);
  }

  private static long lastRound(List<PhasePlan> phases, long before) {
    long last = 0;
    for (int i = 0; i < phases.size(); i++) {
      PhasePlan phase = phases.get(i);
      boolean atItsOwnRate =
          phase instanceof PhasePlan.FineTuning tuning && tuning.learningRate().isPresent();
      if (!atItsOwnRate && TimelineReader.rounds(List.of(phase)) > 0) {
        last = before + TimelineReader.rounds(phases.subList(0, i + 1));
      }
    }
    return last;
  }
}
