package dev.gauntlet.scenario;

import dev.gauntlet.attack.BackdoorMethod;
import dev.gauntlet.attack.BackdoorMethod.ConstrainAndScale;
import dev.gauntlet.attack.BackdoorMethod.ModelReplacement;
import dev.gauntlet.attack.BackdoorMethod.Neurotoxin;
import dev.gauntlet.attack.BackdoorMethod.ProjectedGradient;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.attack.byzantine.ByzantineUpdate;
import dev.gauntlet.attack.byzantine.FangKrum;
import dev.gauntlet.attack.byzantine.FangTrimmedMean;
import dev.gauntlet.attack.byzantine.GaussianNoise;
import dev.gauntlet.attack.byzantine.InnerProductManipulation;
import dev.gauntlet.attack.byzantine.LittleIsEnough;
import dev.gauntlet.attack.byzantine.MinMax;
import dev.gauntlet.attack.byzantine.MinSum;
import dev.gauntlet.attack.byzantine.Perturbation;
import dev.gauntlet.attack.byzantine.SignFlip;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The attacks, each with the reader of its keys. */
final class Attacks {

  private static final String BAGDASARYAN = "Bagdasaryan et al., AISTATS 2020, arXiv:1807.00459";
  private static final String FANG = "Fang et al., USENIX Security 2020, arXiv:1911.11815";
  private static final String SHEJWALKAR = "Shejwalkar, Houmansadr, NDSS 2021";

  static final Catalogue<Kind> ALL =
      new Catalogue<Kind>("attack", "attacks")
          .with(
              "model-replacement",
              targeted((keys, clients) -> new ModelReplacement(amplification(keys, clients))),
              "trains on marked images, returns alpha times the update",
              BAGDASARYAN)
          .with(
              "constrain-and-scale",
              targeted(
                  (keys, clients) ->
                      new ConstrainAndScale(
                          amplification(keys, clients),
                          keys.number("class-weight", Bounds.above(0).to(1)))),
              "the loss keeps it near the global model, then alpha times the update",
              BAGDASARYAN)
          .with(
              "projected-gradient",
              targeted(
                  (keys, clients) ->
                      new ProjectedGradient(
                          amplification(keys, clients), positive(keys, "radius"))),
              "the update keeps to a norm ball around the global model",
              "Wang et al., NeurIPS 2020, arXiv:2007.05084")
          .with(
              "neurotoxin",
              targeted(
                  (keys, clients) ->
                      new Neurotoxin(
                          amplification(keys, clients),
                          keys.number("heaviest-share", Bounds.from(0).below(1)))),
              "trains only coordinates that honest updates leave alone",
              "Zhang et al., ICML 2022, arXiv:2206.10341")
          .with(
              "sign-flip",
              untargeted(keys -> new SignFlip(positive(keys, "factor"))),
              "its honest update, backwards",
              "Li et al., AAAI 2019, arXiv:1811.03761 (RSA)")
          .with(
              "gaussian-noise",
              untargeted(keys -> new GaussianNoise(positive(keys, "deviation"))),
              "noise in place of an update",
              "Blanchard et al., NeurIPS 2017, arXiv:1703.02757")
          .with(
              "alie",
              untargeted(Attacks::littleIsEnough),
              "a little is enough: some deviations off the honest mean",
              "Baruch, Baruch, Goldberg, NeurIPS 2019, arXiv:1902.06156")
          .with(
              "inner-product",
              untargeted(keys -> new InnerProductManipulation(positive(keys, "epsilon"))),
              "against the honest mean",
              "Xie, Koyejo, Gupta, UAI 2019, arXiv:1903.03936")
          .with(
              "fang-krum",
              untargeted(keys -> new FangKrum(positive(keys, "least-lambda"))),
              "as far against the honest direction as Krum still chooses",
              FANG)
          .with(
              "fang-trimmed-mean",
              untargeted(keys -> new FangTrimmedMean()),
              "beyond the honest values of each coordinate, on the wrong side",
              FANG)
          .with(
              "min-max",
              untargeted(keys -> new MinMax(perturbation(keys))),
              "no further from an honest update than they are from each other",
              SHEJWALKAR)
          .with(
              "min-sum",
              untargeted(keys -> new MinSum(perturbation(keys))),
              "no further from all honest updates than one of them",
              SHEJWALKAR);

  private Attacks() {}

  /** An attack as a scenario chooses it. */
  interface Kind {
    /**
     * What the adversary is after; empty after a problem.
     *
     * @param attackers how many clients it has
     * @param group how many of them know each other's updates
     */
    Optional<Goal> goal(AdversaryReader adversary, int attackers, int group);
  }

  /** Reads the keys of a way to plant a backdoor. */
  interface MethodReader {
    /**
     * The method; some that is allowed, after a problem.
     *
     * @param clients how many there are
     */
    BackdoorMethod read(Section keys, int clients);
  }

  /** Reads the keys of an update that is made up. */
  interface ByzantineUpdateReader {
    /** Empty after a problem. */
    Optional<ByzantineUpdate> read(Section keys, int clients, int attackers);
  }

  private static Kind targeted(MethodReader method) {
    return (adversary, attackers, group) -> adversary.targeted(method);
  }

  private static Kind untargeted(Function<Section, ByzantineUpdate> update) {
    return untargeted((keys, clients, attackers) -> Optional.of(update.apply(keys)));
  }

  private static Kind untargeted(ByzantineUpdateReader update) {
    return (adversary, attackers, group) -> adversary.untargeted(update, attackers, group);
  }

  private static double amplification(Section keys, int clients) {
    return keys.number("amplification", Bounds.from(1).to(clients));
  }

  private static Optional<ByzantineUpdate> littleIsEnough(
      Section keys, int population, int attackers) {
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
