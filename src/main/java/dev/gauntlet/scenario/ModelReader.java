package dev.gauntlet.scenario;

import dev.gauntlet.data.ImageShape;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Architectures;
import dev.gauntlet.learning.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key {@code model}: the name of a network, or its layers. */
final class ModelReader {

  /** What a network is called that the scenario spells out. */
  private static final String OWN = "custom";

  private static final Pattern BLAME = Pattern.compile("layer (\\d+) ");

  private final Section root;
  private final Optional<KnownImages> images;

  ModelReader(Section root, Optional<KnownImages> images) {
    this.root = root;
    this.images = images;
  }

  /** Empty after a problem, or if nothing is known of the images. */
  Optional<Architecture> read() {
    Setting model = root.setting("model");
    return model.isBlock() ? ownLayers(root.part(model, Defaults.NONE)) : named(model);
  }

  private Optional<Architecture> named(Setting model) {
    Optional<String> name = model.word("network", LearningCatalogues.NETWORKS.names());
    if (name.isEmpty() || images.isEmpty()) {
      return Optional.empty();
    }
    try {
      KnownImages set = images.get();
      return Optional.of(Architectures.named(name.get(), set.shape(), set.classes()));
    } catch (IllegalArgumentException e) {
      model.problem(String.valueOf(e.getMessage()), "expected a network for " + shape());
      return Optional.empty();
    }
  }

  private Optional<Architecture> ownLayers(Section model) {
    String expected = "expected layers = [ { type = convolution, ... }, ... ]";
    Optional<Setting> list = model.optional("layers");
    if (list.isEmpty()) {
      model.problem("layers", "is missing", expected);
      return Optional.empty();
    }
    List<Layer> layers = new ArrayList<>();
    List<Setting> items = list.get().items(expected);
    for (Setting item : items) {
      Section keys = model.part(item, Defaults.NONE);
      keys.choose("type", LearningCatalogues.LAYERS)
          .ifPresent(layer -> layers.add(layer.apply(keys)));
    }
    if (images.isEmpty() || !model.sound("layers")) {
      return Optional.empty();
    }
    try {
      return Optional.of(architecture(layers));
    } catch (IllegalArgumentException e) {
      String refusal = String.valueOf(e.getMessage());
      Setting culprit = layerBlamed(refusal).map(items::get).orElse(list.get());
      culprit.problem(refusal, "expected layers that fit " + shape());
      return Optional.empty();
    }
  }

  private Architecture architecture(List<Layer> layers) {
    KnownImages set = images.orElseThrow();
    return new Architecture(OWN, set.shape(), set.classes(), layers);
  }

  /** The layer that the refusal of a network is about, if it is about one. */
  private static Optional<Integer> layerBlamed(String refusal) {
    Matcher matcher = BLAME.matcher(refusal);
    return matcher.lookingAt() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  private String shape() {
    ImageShape shape = images.orElseThrow().shape();
    return "images of " + shape;
  }
}
