package dev.gauntlet.scenario;

import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.CoordinateMedian;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.FlTrust;
import dev.gauntlet.aggregation.FoolsGold;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.phase.PhasePlan;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The phases of a run and how they defend, with the readers of the keys. */
final class DefenseCatalogues {

  private static final String YIN = "Yin et al., ICML 2018, arXiv:1803.01498";

  static final Catalogue<Function<Section, Aggregator>> AGGREGATION_RULES =
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
              RuleReader::trimmedMean,
              "the mean of each coordinate without its extreme values; share < 0.5",
              YIN)
          .with(
              "krum",
              RuleReader::krum,
              "the update closest to its neighbours; n > 2f + 2",
              "Blanchard et al., NeurIPS 2017, arXiv:1703.02757")
          .with(
              "multi-krum",
              RuleReader::multiKrum,
              "the mean of the updates closest to their neighbours; n > 2f + 2, m <= n - f - 2",
              "Blanchard et al., NeurIPS 2017, arXiv:1703.02757")
          .with(
              "bulyan",
              RuleReader::bulyan,
              "of those Krum chooses, the mean around each coordinate's median; n >= 4f + 3",
              "El Mhamdi, Guerraoui, Rouault, ICML 2018, arXiv:1802.07927")
          .with(
              "geometric-median",
              RuleReader::geometricMedian,
              "RFA: the point of least distance to all updates; stands less than half",
              "Pillutla, Kakade, Harchaoui 2019, arXiv:1912.13445")
          .with(
              "norm-bounding",
              RuleReader::normBounding,
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
              RuleReader::flame,
              "the cluster of more than half, brought down to the median norm, with noise",
              "Nguyen et al., USENIX Security 2022, arXiv:2101.02281")
          .with(
              "centered-clipping",
              RuleReader::centeredClipping,
              "differences from the last result, brought down to a radius; stands less than half",
              "Karimireddy, He, Jaggi, ICML 2021, arXiv:2012.10333")
          .with(
              "spectral",
              RuleReader::spectral,
              "without updates that a linear autoencoder of the server's own reconstructs badly",
              "Li et al. 2020, arXiv:2002.00211")
          .with(
              "robust-learning-rate",
              RuleReader::robustLearningRate,
              "the mean, turned round where too few agree on the direction; theta <= n",
              "Ozdayi, Kantarcioglu, Gel, AAAI 2021, arXiv:2007.03767");

  static final Catalogue<BiFunction<Section, PhaseReader.Run, PhasePlan>> PHASES =
      new Catalogue<BiFunction<Section, PhaseReader.Run, PhasePlan>>("phase", "phases")
          .with("training", PhaseReader::training, "federated training", "McMahan et al. 2017")
          .with(
              "pruning",
              PhaseReader::pruning,
              "prunes dormant channels of the last convolution by the clients' vote",
              Catalogue.PAPER)
          .with(
              "clipping",
              PhaseReader::clipping,
              "sets extreme weights of the last convolution to 0",
              Catalogue.PAPER)
          .with(
              "fine-tuning",
              PhaseReader::fineTuning,
              "trains on with the pruned channels held at 0",
              Catalogue.PAPER)
          .with(
              "fine-pruning",
              PhaseReader::finePruning,
              "the server prunes and fine-tunes by itself, on its own clean images",
              "Liu, Dolan-Gavitt, Garg 2018, arXiv:1805.12185")
          .with(
              "neural-cleanse",
              PhaseReader::neuralCleanse,
              "the server reconstructs a trigger for each label and unlearns those too small",
              "Wang et al., IEEE S&P 2019");

  static final Catalogue<Function<Section, PruningVote>> VOTES =
      new Catalogue<Function<Section, PruningVote>>("vote", "votes")
          .with(
              "ranking",
              VoteReader::ranking,
              "clients rank channels by activation",
              Catalogue.PAPER)
          .with("majority", VoteReader::majority, "clients vote to prune or keep", Catalogue.PAPER);

  private DefenseCatalogues() {}
}
