package dev.gauntlet.scenario;

import dev.gauntlet.aggregation.Aggregator;
import dev.gauntlet.aggregation.FederatedAveraging;
import dev.gauntlet.attack.Trigger;
import dev.gauntlet.data.Dirichlet;
import dev.gauntlet.data.Iid;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.KLabel;
import dev.gauntlet.data.PartitionScheme;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.learning.Architectures;
import dev.gauntlet.learning.Layer;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.Distribution;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Every algorithm that a scenario can name, with the reader of its keys. */
public final class Catalogues {

  private static final String PAPER = "Wu et al. 2020, arXiv:2011.01767";
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

  static final Catalogue<BiFunction<Section, ImageShape, List<Trigger>>> TRIGGERS =
      new Catalogue<BiFunction<Section, ImageShape, List<Trigger>>>("trigger pattern", "triggers")
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
          .with("mask", TriggerReader::mask, "an ASCII picture of the whole image", "");

  static final Catalogue<BiFunction<Section, TrainingReader, PhasePlan>> PHASES =
      new Catalogue<BiFunction<Section, TrainingReader, PhasePlan>>("phase", "phases")
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
              PAPER);

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
          .later("krum");

  static final Catalogue<Function<Section, Distribution>> DISTRIBUTIONS =
      new Catalogue<Function<Section, Distribution>>("distribution", "distributions")
          .with("uniform", DistributionReader::uniform, "from min to max", "")
          .with("exponential", DistributionReader::exponential, "by its mean", "")
          .with(
              "lognormal",
              DistributionReader::lognormal,
              "by its mean and sigma of the logarithm",
              "");

  static final Catalogue<String> ATTACKS =
      new Catalogue<String>("attack", "attacks")
          .with(
              "backdoor",
              "backdoor",
              "stamped images of the victim label, relabelled as the target",
              "Gu, Dolan-Gavitt, Garg 2017, arXiv:1708.06733")
          .with(
              "amplification",
              "amplification",
              "model replacement: alpha times the update",
              "Bagdasaryan et al., AISTATS 2020");

  private Catalogues() {}

  /** All catalogues, for a list of what there is. */
  public static List<Catalogue<?>> all() {
    return List.of(
        DATA_SETS,
        PARTITIONS,
        NETWORKS,
        LAYERS,
        ATTACKS,
        TRIGGERS,
        AGGREGATION_RULES,
        PHASES,
        VOTES,
        DISTRIBUTIONS);
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
