package dev.gauntlet.scenario;

import dev.gauntlet.data.partition.Dirichlet;
import dev.gauntlet.data.partition.Iid;
import dev.gauntlet.data.partition.KLabel;
import dev.gauntlet.data.partition.PartitionScheme;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.learning.Normalization;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The block {@code data}, and what it says about the images to come.
 *
 * @param plan as written
 * @param images empty after an unknown data set
 * @param normalization of images before they reach the network
 */
record DataReader(
    Section data, DataPlan plan, Optional<KnownImages> images, Normalization normalization) {

  static DataReader read(Section data) {
    Optional<KnownImages> images = data.choose("source", LearningCatalogues.DATA_SETS);
    boolean drawn = images.isPresent() && images.get().trainingImages().isEmpty();
    int training =
        drawn
            ? data.integer("training-images", 2, Limits.IMAGES)
            : images.map(set -> set.trainingImages().orElseThrow()).orElse(Limits.IMAGES);
    int test = drawn ? data.integer("test-images", 1, Limits.IMAGES) : 0;
    Section keys = data.section("partition");
    PartitionScheme partition =
        keys.choose("scheme", LearningCatalogues.PARTITIONS)
            .map(s -> s.apply(keys))
            .orElseGet(Iid::new);
    OptionalInt samples = data.setting("samples-per-client").integerOrAll(1, Limits.IMAGES);
    int validation = data.integer("validation-samples", 1, Limits.IMAGES);
    String source = images.isPresent() ? data.setting("source").text("") : "";
    DataPlan plan = new DataPlan(source, partition, samples, validation, training, test);
    Normalization normalization =
        images.map(set -> NormalizationReader.read(data, set)).orElse(Normalization.NONE);
    DataReader reader = new DataReader(data, plan, images, normalization);
    reader.checkValidation();
    reader.checkLabels(keys);
    return reader;
  }

  private void checkValidation() {
    if (images.isPresent()
        && data.sound("validation-samples", "training-images")
        && plan.validationSamples() >= plan.trainingImages()) {
      data.problem(
          "validation-samples",
          plan.validationSamples() + " images leave none to train on",
          "expected fewer than the " + plan.trainingImages() + " training images");
    }
  }

  private void checkLabels(Section keys) {
    if (!(plan.partition() instanceof KLabel kLabel) || !data.sound("partition")) {
      return;
    }
    int labels = kLabel.labelsPerClient();
    if (images.isPresent() && labels > images.get().classes()) {
      keys.problem(
          "labels-per-client",
          labels + " is more than there are",
          plan.source() + " has " + images.get().classes() + " labels");
    }
    if (data.sound("samples-per-client") && plan.samplesPerClient().orElse(labels) < labels) {
      data.problem(
          "samples-per-client",
          plan.samplesPerClient().getAsInt() + " is too few for " + labels + " labels per client",
          "expected at least " + labels);
    }
  }

  /** Reports what the partition cannot do for that many clients. */
  void checkAgainst(Section root, int clients) {
    int left = plan.trainingImages() - plan.validationSamples();
    if (plan.partition() instanceof Dirichlet
        && images.isPresent()
        && root.sound("clients", "data")
        && clients > left) {
      root.problem(
          "clients",
          clients + " is more than the " + left + " images left to train on",
          "expected at most " + left + " for a dirichlet partition");
    }
  }
}
