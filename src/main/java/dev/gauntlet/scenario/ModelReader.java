package dev.gauntlet.scenario;

import dev.gauntlet.data.ImageShape;
import dev.gauntlet.learning.Activation;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Architectures;
import dev.gauntlet.learning.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The key {@code model}: the name of a network, or its layers. */
final class ModelReader {

  /** What a network is called that the scenario spells out. */
  private static final String OWN = "custom";

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
    Optional<String> name = model.word("network", Catalogues.NETWORKS.names(), List.of());
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
      keys.choose("type", Catalogues.LAYERS).ifPresent(layer -> layers.add(layer.apply(keys)));
    }
    if (images.isEmpty() || !model.sound("layers")) {
      return Optional.empty();
    }
    try {
      return Optional.of(architecture(layers));
    } catch (IllegalArgumentException e) {
      Setting culprit = misfit(layers).map(items::get).orElse(list.get());
      culprit.problem(String.valueOf(e.getMessage()), "expected layers that fit " + shape());
      return Optional.empty();
    }
  }

  private Architecture architecture(List<Layer> layers) {
    KnownImages set = images.orElseThrow();
    return new Architecture(OWN, set.shape(), set.classes(), layers);
  }

  /** The place of the first layer that does not fit what comes before it. */
  private Optional<Integer> misfit(List<Layer> layers) {
    int channels = images.orElseThrow().shape().channels();
    // In front stands a convolution that keeps the shape, for a network needs one.
    List<Layer> first =
        new ArrayList<>(List.of(new Layer.Convolution(channels, 1, 1, 0, Activation.IDENTITY)));
    for (int i = 0; i < layers.size(); i++) {
      first.add(layers.get(i));
      try {
        architecture(first);
      } catch (IllegalArgumentException e) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private String shape() {
    ImageShape shape = images.orElseThrow().shape();
    return "images of " + shape;
  }
}
