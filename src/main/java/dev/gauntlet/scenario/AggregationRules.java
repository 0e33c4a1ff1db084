package dev.gauntlet.scenario;

import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.AlignIns;
import dev.gauntlet.aggregation.Bulyan;
import dev.gauntlet.aggregation.CenteredClipping;
import dev.gauntlet.aggregation.CoordinateMedian;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.FlTrust;
import dev.gauntlet.aggregation.Flame;
import dev.gauntlet.aggregation.FoolsGold;
import dev.gauntlet.aggregation.GeometricMedian;
import dev.gauntlet.aggregation.Krum;
import dev.gauntlet.aggregation.MultiKrum;
import dev.gauntlet.aggregation.NormBounding;
import dev.gauntlet.aggregation.RobustLearningRate;
import dev.gauntlet.aggregation.Spectral;
import dev.gauntlet.aggregation.TrimmedMean;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.hocon.Section;
import java.util.function.Function;

/** The aggregation rules, each with the reader of its keys. */
final class AggregationRules {

  private static final String YIN = "Yin et al., ICML 2018, arXiv:1803.01498";
  private static final Bounds SIZES = Bounds.above(0).to(Limits.RATE);
  private static final Bounds NOISE = Bounds.from(0).to(Limits.RATE);
  private static final int ITERATIONS = 10_000;

  static final Catalogue<Function<Section, Aggregator>> ALL =
      new Catalogue<Function<Section, Aggregator>>("aggregation rule", "aggregation-rules")
          .with(
              "fedavg",
              keys -> new FederatedAveraging(),
              "the mean of the updates, weighted by numbers of examples",
              "McMahan et al. 2017")
          .with(
              "median",
              keys -> new CoordinateMedian(),
              "the median of each coordinate; stands any minority",
              YIN)
          .with(
              "trimmed-mean",
              keys ->
                  new TrimmedMean(
                      keys.setting("share")
                          .number(
                              Bounds.from(0).below(0.5),
                              "expected a number from 0 and below 0.5: " + TrimmedMean.INEQUALITY)),
              "the mean of each coordinate without its extreme values; share < 0.5",
              YIN)
          .with(
              "krum",
              keys -> new Krum(attackers(keys)),
              "the update closest to its neighbours; n > 2f + 2",
              "Blanchard et al., NeurIPS 2017, arXiv:1703.02757")
          .with(
              "multi-krum",
              keys ->
                  new MultiKrum(attackers(keys), keys.optionalInteger("selected", Limits.CLIENTS)),
              "the mean of the updates closest to their neighbours; n > 2f + 2, m <= n - f - 2",
              "Blanchard et al., NeurIPS 2017, arXiv:1703.02757")
          .with(
              "bulyan",
              keys -> new Bulyan(attackers(keys)),
              "of those Krum chooses, the mean around each coordinate's median; n >= 4f + 3",
              "El Mhamdi, Guerraoui, Rouault, ICML 2018, arXiv:1802.07927")
          .with(
              "geometric-median",
              keys ->
                  new GeometricMedian(
                      keys.integer("iterations", 1, ITERATIONS),
                      keys.number("tolerance", SIZES),
                      keys.number("smoothing", SIZES)),
              "RFA: the point of least distance to all updates; stands less than half",
              "Pillutla, Kakade, Harchaoui 2019, arXiv:1912.13445")
          .with(
              "norm-bounding",
              keys ->
                  new NormBounding(
                      size(keys, "bound", "expected the greatest norm of an update"),
                      keys.number("noise", NOISE)),
              "the mean of updates brought down to a norm, with noise (weak differential privacy)",
              "Sun et al. 2019, arXiv:1911.07963")
          .with(
              "foolsgold",
              keys -> new FoolsGold(),
              "clients whose updates point the same way over the rounds lose weight",
              "Fung, Yoon, Beschastnikh, RAID 2020, arXiv:1808.04866")
          .with(
              "fltrust",
              keys -> new FlTrust(),
              "updates weighed by their angle to the server's own; needs server data",
              "Cao et al., NDSS 2021, arXiv:2012.13995")
          .with(
              "flame",
              keys -> new Flame(keys.number("noise", NOISE)),
              "the cluster of more than half, brought down to the median norm, with noise",
              "Nguyen et al., USENIX Security 2022, arXiv:2101.02281")
          .with(
              "centered-clipping",
              keys ->
                  new CenteredClipping(
                      size(keys, "radius", "expected how far an update counts in full"),
                      keys.integer("iterations", 1, ITERATIONS)),
              "differences from the last result, brought down to a radius; stands less than half",
              "Karimireddy, He, Jaggi, ICML 2021, arXiv:2012.10333")
          .with(
              "spectral",
              AggregationRules::spectral,
              "without updates that a linear autoencoder of the server's own reconstructs badly",
              "Li et al. 2020, arXiv:2002.00211")
          .with(
              "robust-learning-rate",
              keys ->
                  new RobustLearningRate(
                      count(
                          keys,
                          "threshold",
                          "expected by how many clients one direction must win",
                          1)),
              "the mean, turned round where too few agree on the direction; theta <= n",
              "Ozdayi, Kantarcioglu, Gel, AAAI 2021, arXiv:2007.03767")
          .with(
              "alignins",
              keys ->
                  new AlignIns(
                      keys.number("share", Bounds.above(0).to(1)),
                      keys.number("direction-limit", Bounds.above(0).to(Limits.DEVIATIONS)),
                      keys.number("sign-limit", Bounds.above(0).to(Limits.DEVIATIONS))),
              "without updates of another direction than most, clipped; stands less than half",
              "Xu, Zhang, Hu, CVPR 2025, arXiv:2503.07978");

  private AggregationRules() {}

  private static Aggregator spectral(Section keys) {
    int dimensions = keys.integer("dimensions", 1, Limits.CHANNELS);
    int history = keys.integer("history", 1, Limits.CHANNELS);
    if (history < dimensions && keys.sound("dimensions", "history")) {
      keys.problem(
          "dimensions",
          dimensions + " is more than there are updates to learn from",
          "expected at most history, " + history);
    }
    return new Spectral(dimensions, Math.max(dimensions, history));
  }

  private static int attackers(Section keys) {
    return count(keys, "attackers", "expected how many attackers the rule is to stand", 0);
  }

  private static int count(Section keys, String key, String expected, int least) {
    return keys.required(key, expected)
        .map(setting -> setting.integer(least, Limits.CLIENTS))
        .orElse(least);
  }

  private static double size(Section keys, String key, String expected) {
    return keys.required(key, expected).map(setting -> setting.number(SIZES)).orElse(1.0);
  }
}
