package dev.gauntlet.scenario;

import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.CoordinateMedian;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.aggregation.FlTrust;
import dev.gauntlet.aggregation.FoolsGold;
import dev.gauntlet.attack.Marking;
import dev.gauntlet.data.Dirichlet;
import dev.gauntlet.data.Iid;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.KLabel;
import dev.gauntlet.data.PartitionScheme;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.federation.ByDataSize;
import dev.gauntlet.federation.RoundRobin;
import dev.gauntlet.federation.SelectionStrategy;
import dev.gauntlet.federation.Staleness;
import dev.gauntlet.federation.Uniform;
import dev.gauntlet.learning.Architectures;
import dev.gauntlet.learning.Layer;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.Distribution;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Every algorithm that a scenario can name, with the reader of its keys. */
public final class Catalogues {

  private static final String PAPER = "Wu et al. 2020, arXiv:2011.01767";
  private static final String YIN = "Yin et al., ICML 2018, arXiv:1803.01498";
  private static final String FEDASYNC = "Xie, Koyejo, Gupta 2019, arXiv:1903.03934 (FedAsync)";
  private static final String BAGDASARYAN = "Bagdasaryan et al., AISTATS 2020, arXiv:1807.00459";
  private static final String FANG = "Fang et al., USENIX Security 2020, arXiv:1911.11815";
  private static final String SHEJWALKAR = "Shejwalkar, Houmansadr, NDSS 2021";
  private static final ImageShape GREY_28 = new ImageShape(1, 28, 28);
  private static final ImageShape COLOUR_32 = new ImageShape(3, 32, 32);

  static final Catalogue<KnownImages> DATA_SETS =
      new Catalogue<KnownImages>("data set", "data-sets")
          .with(
              "mnist",
              new KnownImages("mnist", GREY_28, 10, OptionalInt.of(60_000)),
              "handwritten digits, 60,000 + 10,000 images, 28 x 28 grey",
              "LeCun, Cortes, Burges 1998")
          .with(
              "fashion-mnist",
              new KnownImages("fashion-mnist", GREY_28, 10, OptionalInt.of(60_000)),
              "clothes, 60,000 + 10,000 images, 28 x 28 grey",
              "Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747")
          .with(
              "cifar-10",
              new KnownImages("cifar-10", COLOUR_32, 10, OptionalInt.of(50_000)),
              "animals and vehicles, 50,000 + 10,000 images, 32 x 32 colour",
              "Krizhevsky 2009")
          .with(
              "synthetic-digits",
              new KnownImages("synthetic-digits", GREY_28, 10, OptionalInt.empty()),
              "digits drawn by code, as many as asked for, 28 x 28 grey; needs no download",
              "");

  static final Catalogue<Function<Section, PartitionScheme>> PARTITIONS =
      new Catalogue<Function<Section, PartitionScheme>>("partition scheme", "partitions")
          .with(
              "k-label",
              keys -> new KLabel(keys.integer("labels-per-client", 1, Limits.LABELS)),
              "every client holds K labels",
              PAPER)
          .with("iid", keys -> new Iid(), "equal shares of a shuffled deck", "McMahan et al. 2017")
          .with(
              "dirichlet",
              keys -> new Dirichlet(keys.number("alpha", Bounds.above(0).to(Limits.RATE))),
              "each label shared out in Dirichlet proportions",
              "Hsu, Qi, Brown 2019, arXiv:1909.06335");

  static final Catalogue<String> NETWORKS = networks();

  static final Catalogue<Function<Section, Layer>> LAYERS =
      new Catalogue<Function<Section, Layer>>("layer", "layers")
          .with("convolution", LayerReader::convolution, "a convolution with square filters", "")
          .with("max-pooling", LayerReader::maxPooling, "the largest value of each window", "")
          .with("average-pooling", LayerReader::averagePooling, "the mean of each window", "")
          .with("dense", LayerReader::dense, "a fully connected layer", "");

  static final Catalogue<BiFunction<Section, ImageShape, Optional<Marking>>> TRIGGERS =
      new Catalogue<BiFunction<Section, ImageShape, Optional<Marking>>>(
              "trigger pattern", "triggers")
          .with(
              "pixels",
              TriggerReader::pixels,
              "a figure of 1, 3, 5, 7 or 9 pixels near the bottom right corner",
              PAPER)
          .with(
              "distributed",
              TriggerReader::distributed,
              "bars, one for each attacker; the ASR is measured with all",
              "Xie et al., ICLR 2020 (DBA)")
          .with("mask", TriggerReader::mask, "an ASCII picture of the whole image", "")
          .with(
              "blended",
              TriggerReader::blended,
              "a pattern of noise blended into the whole image",
              "Chen et al. 2017, arXiv:1712.05526")
          .with(
              "edge-case",
              TriggerReader::edgeCase,
              "no pixel changed: the brightest of the victim label's images, as they are",
              "Wang et al., NeurIPS 2020, arXiv:2007.05084; Bagdasaryan et al. 2020 (semantic)")
          .with(
              "label-flip",
              TriggerReader::labelFlip,
              "no pixel changed: all images of the victim label",
              "Tolpegin et al., ESORICS 2020, arXiv:2007.08432");

  static final Catalogue<BiFunction<Section, PhaseReader.Run, PhasePlan>> PHASES =
      new Catalogue<BiFunction<Section, PhaseReader.Run, PhasePlan>>("phase", "phases")
          .with("training", PhaseReader::training, "federated training", "McMahan et al. 2017")
          .with(
              "pruning",
              PhaseReader::pruning,
              "prunes dormant channels of the last convolution by the clients' vote",
              PAPER)
          .with(
              "clipping",
              PhaseReader::clipping,
              "sets extreme weights of the last convolution to 0",
              PAPER)
          .with(
              "fine-tuning",
              PhaseReader::fineTuning,
              "trains on with the pruned channels held at 0",
              PAPER)
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
          .with("ranking", VoteReader::ranking, "clients rank channels by activation", PAPER)
          .with("majority", VoteReader::majority, "clients vote to prune or keep", PAPER);

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

  static final Catalogue<Function<Section, Distribution>> DISTRIBUTIONS =
      new Catalogue<Function<Section, Distribution>>("distribution", "distributions")
          .with("uniform", DistributionReader::uniform, "from min to max", "")
          .with("exponential", DistributionReader::exponential, "by its mean", "")
          .with(
              "lognormal",
              DistributionReader::lognormal,
              "by its mean and sigma of the logarithm",
              "");

  static final Catalogue<Function<Section, SelectionStrategy>> SELECTION_STRATEGIES =
      new Catalogue<Function<Section, SelectionStrategy>>(
              "selection strategy", "selection-strategies")
          .with(
              "uniform",
              keys -> new Uniform(),
              "drawn without replacement, each as likely",
              "McMahan et al. 2017")
          .with(
              "data-size",
              keys -> new ByDataSize(),
              "drawn without replacement in proportion to numbers of examples",
              "Efraimidis, Spirakis 2006")
          .with("round-robin", keys -> new RoundRobin(), "in turn by number", "")
          .with(
              "power-of-choice",
              SelectionReader::powerOfChoice,
              "those of some candidates on whose data the model is worst",
              "Cho, Wang, Joshi 2020, arXiv:2010.01243");

  static final Catalogue<Function<Section, TimeReader.Mode>> TIME_MODES =
      new Catalogue<Function<Section, TimeReader.Mode>>("time mode", "time-modes")
          .with(
              "synchronous",
              TimeReader::synchronous,
              "a round waits for its clients, or for its deadline",
              "McMahan et al. 2017; over-selection: Bonawitz et al. 2019")
          .with(
              "asynchronous",
              TimeReader::asynchronous,
              "clients are always at work, every so many updates make a round",
              "Nguyen et al. 2022, arXiv:2106.06639 (FedBuff)");

  static final Catalogue<Function<Section, Staleness>> STALENESS_WEIGHTINGS =
      new Catalogue<Function<Section, Staleness>>("staleness weighting", "staleness-weightings")
          .with("polynomial", TimeReader::polynomial, "(1 + s)^-exponent", FEDASYNC)
          .with("constant", keys -> new Staleness.Constant(), "every update in full", FEDASYNC)
          .with(
              "hinge",
              TimeReader::hinge,
              "in full up to the threshold, then 1 / (slope (s - threshold) + 1)",
              FEDASYNC);

  static final Catalogue<Deed.Reader> TIMELINE_ACTIONS =
      new Catalogue<Deed.Reader>("timeline action", "timeline-actions")
          .with("leave", ClientActions.membership(false), "clients go; their work is lost", "")
          .with("join", ClientActions.membership(true), "clients come, or come back", "")
          .with(
              "offline",
              ClientActions.connection(false),
              "clients cannot be reached; their work is lost",
              "")
          .with("online", ClientActions.connection(true), "clients can be reached again", "")
          .with("slow-down", ClientActions::slowDown, "clients compute longer", "")
          .with("speed-up", ClientActions::speedUp, "clients compute faster", "")
          .with(
              "split",
              ClientActions::split,
              "clients are cut off for a while; what they work on arrives later",
              "")
          .with("start", AdversaryActions::start, "an adversary attacks from now on", "")
          .with("stop", AdversaryActions::stop, "an adversary behaves from now on", "")
          .with("set", SetAction::read, "new values for keys of an adversary or the server", "");

  static final Catalogue<AttackReader.Kind> ATTACKS =
      new Catalogue<AttackReader.Kind>("attack", "attacks")
          .with(
              "model-replacement",
              AttackReader.planting(AttackReader::modelReplacement),
              "trains on marked images, returns alpha times the update",
              BAGDASARYAN)
          .with(
              "constrain-and-scale",
              AttackReader.planting(AttackReader::constrainAndScale),
              "the loss keeps it near the global model, then alpha times the update",
              BAGDASARYAN)
          .with(
              "projected-gradient",
              AttackReader.planting(AttackReader::projectedGradient),
              "the update keeps to a norm ball around the global model",
              "Wang et al., NeurIPS 2020, arXiv:2007.05084")
          .with(
              "neurotoxin",
              AttackReader.planting(AttackReader::neurotoxin),
              "trains only coordinates that honest updates leave alone",
              "Zhang et al., ICML 2022, arXiv:2206.10341")
          .with(
              "sign-flip",
              AttackReader.spoiling(AttackReader::signFlip),
              "its honest update, backwards",
              "Li et al., AAAI 2019, arXiv:1811.03761 (RSA)")
          .with(
              "gaussian-noise",
              AttackReader.spoiling(AttackReader::gaussianNoise),
              "noise in place of an update",
              "Blanchard et al., NeurIPS 2017, arXiv:1703.02757")
          .with(
              "alie",
              AttackReader.spoiling(AttackReader::littleIsEnough),
              "a little is enough: some deviations off the honest mean",
              "Baruch, Baruch, Goldberg, NeurIPS 2019, arXiv:1902.06156")
          .with(
              "inner-product",
              AttackReader.spoiling(AttackReader::innerProduct),
              "against the honest mean",
              "Xie, Koyejo, Gupta, UAI 2019, arXiv:1903.03936")
          .with(
              "fang-krum",
              AttackReader.spoiling(AttackReader::fangKrum),
              "as far against the honest direction as Krum still chooses",
              FANG)
          .with(
              "fang-trimmed-mean",
              AttackReader.spoiling(AttackReader::fangTrimmedMean),
              "beyond the honest values of each coordinate, on the wrong side",
              FANG)
          .with(
              "min-max",
              AttackReader.spoiling(AttackReader::minMax),
              "no further from an honest update than they are from each other",
              SHEJWALKAR)
          .with(
              "min-sum",
              AttackReader.spoiling(AttackReader::minSum),
              "no further from all honest updates than one of them",
              SHEJWALKAR);

  static final Catalogue<AdaptationReader.Answer> ADAPTIVE_ANSWERS =
      new Catalogue<AdaptationReader.Answer>("adaptive answer", "adaptive-answers")
          .with(
              "rank-manipulation",
              AdaptationReader::rankManipulation,
              "lies in votes and tests to save the trigger's channels",
              PAPER)
          .with(
              "pruning-aware",
              AdaptationReader::pruningAware,
              "keeps the backdoor out of the channels that will be pruned",
              PAPER)
          .with(
              "self-clipping",
              AdaptationReader::selfClipping,
              "keeps the backdoor out of extreme weights",
              PAPER);

  private Catalogues() {}

  /** All catalogues, for a list of what there is. */
  public static List<Catalogue<?>> all() {
    return List.of(
        DATA_SETS,
        PARTITIONS,
        NETWORKS,
        LAYERS,
        ATTACKS,
        ADAPTIVE_ANSWERS,
        TRIGGERS,
        AGGREGATION_RULES,
        PHASES,
        VOTES,
        SELECTION_STRATEGIES,
        TIME_MODES,
        STALENESS_WEIGHTINGS,
        DISTRIBUTIONS,
        TIMELINE_ACTIONS);
  }

  private static Catalogue<String> networks() {
    Catalogue<String> networks = new Catalogue<>("network", "networks");
    List<String> summaries =
        List.of(
            "2 convolutional layers of 20 and 50 channels, 2 fully connected (MNIST)",
            "2 convolutional layers of 8 and 16 channels, 2 fully connected (Table III)",
            "3 convolutional layers, 2 fully connected (Fashion-MNIST)",
            "4 convolutional layers, 3 fully connected (CIFAR-10)");
    for (int i = 0; i < summaries.size(); i++) {
      String name = Architectures.names().get(i);
      networks.with(name, name, summaries.get(i), PAPER);
    }
    return networks;
  }
}
