package dev.gauntlet.scenario;

import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.partition.Dirichlet;
import dev.gauntlet.data.partition.Iid;
import dev.gauntlet.data.partition.KLabel;
import dev.gauntlet.data.partition.PartitionScheme;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.learning.Architectures;
import dev.gauntlet.learning.Layer;
import dev.gauntlet.learning.Normalization;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** What a scenario can say of data and networks, with the readers of the keys. */
final class LearningCatalogues {

  private static final ImageShape GREY_28 = new ImageShape(1, 28, 28);
  private static final ImageShape COLOUR_32 = new ImageShape(3, 32, 32);

  static final Catalogue<KnownImages> DATA_SETS =
      new Catalogue<KnownImages>("data set", "data-sets")
          .with(
              "mnist",
              new KnownImages(
                  "mnist",
                  GREY_28,
                  10,
                  OptionalInt.of(60_000),
                  Normalization.uniform(1, 0.1307, 0.3081)),
              "handwritten digits, 60,000 + 10,000 images, 28 x 28 grey",
              "LeCun, Cortes, Burges 1998")
          .with(
              "fashion-mnist",
              new KnownImages(
                  "fashion-mnist",
                  GREY_28,
                  10,
                  OptionalInt.of(60_000),
                  Normalization.uniform(1, 0.2860, 0.3530)),
              "clothes, 60,000 + 10,000 images, 28 x 28 grey",
              "Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747")
          .with(
              "cifar-10",
              new KnownImages(
                  "cifar-10",
                  COLOUR_32,
                  10,
                  OptionalInt.of(50_000),
                  new Normalization(
                      List.of(0.4914, 0.4822, 0.4465), List.of(0.2470, 0.2435, 0.2616))),
              "animals and vehicles, 50,000 + 10,000 images, 32 x 32 colour",
              "Krizhevsky 2009")
          .with(
              "synthetic-digits",
              new KnownImages(
                  "synthetic-digits",
                  GREY_28,
                  10,
                  OptionalInt.empty(),
                  Normalization.uniform(1, 0.1307, 0.3081)),
              "digits drawn by code, as many as asked for, 28 x 28 grey; needs no download",
              "");

  static final Catalogue<Function<Section, PartitionScheme>> PARTITIONS =
      new Catalogue<Function<Section, PartitionScheme>>("partition scheme", "partitions")
          .with(
              "k-label",
              keys -> new KLabel(keys.integer("labels-per-client", 1, Limits.LABELS)),
              "every client holds K labels",
              Catalogue.PAPER)
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

  private LearningCatalogues() {}

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
      networks.with(name, name, summaries.get(i), Catalogue.PAPER);
    }
    return networks;
  }
}
