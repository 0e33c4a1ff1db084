package dev.gauntlet.scenario;

import dev.gauntlet.attack.BackdoorMethod;
import dev.gauntlet.attack.ByzantineUpdate;
import dev.gauntlet.attack.FangKrum;
import dev.gauntlet.attack.FangTrimmedMean;
import dev.gauntlet.attack.GaussianNoise;
import dev.gauntlet.attack.InnerProductManipulation;
import dev.gauntlet.attack.LittleIsEnough;
import dev.gauntlet.attack.MinMax;
import dev.gauntlet.attack.MinSum;
import dev.gauntlet.attack.Perturbation;
import dev.gauntlet.attack.SignFlip;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The further keys of an adversary by its {@code attack}. */
final class AttackReader {

  private AttackReader() {}

  /** What an attack needs to know. */
  sealed interface Kind {}

  /** An attack that plants a backdoor. */
  record Targeted(MethodReader method) implements Kind {}

  /** An attack that spoils the model. */
  record Untargeted(ByzantineUpdateReader byzantineUpdate) implements Kind {}

  /** Reads the keys of a {@link Targeted}. */
  interface MethodReader {
    /**
     * The method; some that is allowed, after a problem.
     *
     * @param population how many clients there are
     */
    BackdoorMethod read(Section keys, int population);
  }

  /** Reads the keys of a {@link Untargeted}. */
  interface ByzantineUpdateReader {
    /** Empty after a problem. */
    Optional<ByzantineUpdate> read(Section keys, int population, int attackers);
  }

  static Kind targeted(MethodReader method) {
    return new Targeted(method);
  }

  static Kind untargeted(Function<Section, ByzantineUpdate> byzantineUpdate) {
    return new Untargeted(
        (keys, population, attackers) -> Optional.of(byzantineUpdate.apply(keys)));
  }

  static Kind untargeted(ByzantineUpdateReader byzantineUpdate) {
    return new Untargeted(byzantineUpdate);
  }

  static BackdoorMethod modelReplacement(Section keys, int population) {
    return new BackdoorMethod.ModelReplacement(amplification(keys, population));
  }

  static BackdoorMethod constrainAndScale(Section keys, int population) {
    return new BackdoorMethod.ConstrainAndScale(
        amplification(keys, population), keys.number("class-weight", Bounds.above(0).to(1)));
  }

  static BackdoorMethod projectedGradient(Section keys, int population) {
    return new BackdoorMethod.ProjectedGradient(
        amplification(keys, population), keys.number("radius", Bounds.above(0).to(Limits.RATE)));
  }

  static BackdoorMethod neurotoxin(Section keys, int population) {
    return new BackdoorMethod.Neurotoxin(
        amplification(keys, population), keys.number("heaviest-share", Bounds.from(0).below(1)));
  }

  private static double amplification(Section keys, int population) {
    return keys.number("amplification", Bounds.from(1).to(population));
  }

  static ByzantineUpdate signFlip(Section keys) {
    return new SignFlip(positive(keys, "factor"));
  }

  static ByzantineUpdate gaussianNoise(Section keys) {
    return new GaussianNoise(positive(keys, "deviation"));
  }

  static ByzantineUpdate innerProduct(Section keys) {
    return new InnerProductManipulation(positive(keys, "epsilon"));
  }

  static ByzantineUpdate fangKrum(Section keys) {
    return new FangKrum(positive(keys, "least-lambda"));
  }

  static ByzantineUpdate fangTrimmedMean(Section keys) {
    return new FangTrimmedMean();
  }

  static ByzantineUpdate minMax(Section keys) {
    return new MinMax(perturbation(keys));
  }

  static ByzantineUpdate minSum(Section keys) {
    return new MinSum(perturbation(keys));
  }

  static Optional<ByzantineUpdate> littleIsEnough(Section keys, int population, int attackers) {
    Optional<Setting> written = keys.optional("z");
    double z =
        written.isPresent()
            ? written.get().number(Bounds.above(0).to(Limits.DEVIATIONS))
            : LittleIsEnough.greatestZ(population, attackers);
    if (z > 0 && z < Double.POSITIVE_INFINITY) {
      return Optional.of(new LittleIsEnough(z));
    }
    String share = attackers + " of " + population + " clients";
    keys.problem(
        "z",
        z > 0
            ? share + " are the majority themselves: there is no greatest z"
            : share + " are too few: the greatest z that a majority supports is not above 0",
        "expected a number above 0");
    return Optional.empty();
  }

  private static double positive(Section keys, String key) {
    return keys.number(key, Bounds.above(0).to(Limits.RATE));
  }

  private static Perturbation perturbation(Section keys) {
    return keys.setting("perturbation")
        .word("perturbation", List.of("unit-vector", "deviation", "sign"))
        .map(word -> Perturbation.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
        .orElse(Perturbation.DEVIATION);
  }
}
