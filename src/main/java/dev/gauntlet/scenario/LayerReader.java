package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Section;
import dev.gauntlet.learning.Activation;
import dev.gauntlet.learning.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The keys of each type of layer. */
final class LayerReader {

  private static final List<String> ACTIVATIONS =
      Arrays.stream(Activation.values()).map(a -> a.name().toLowerCase(Locale.ROOT)).toList();

  private LayerReader() {}

  static Layer convolution(Section keys) {
    return new Layer.Convolution(
        required(keys, "filters", Limits.CHANNELS),
        required(keys, "kernel", Limits.PIXELS),
        keys.integer("stride", 1, Limits.PIXELS),
        keys.integer("padding", 0, Limits.PIXELS),
        activation(keys));
  }

  static Layer maxPooling(Section keys) {
    int size = required(keys, "size", Limits.PIXELS);
    return new Layer.MaxPooling(size, keys.setting("stride", size).integer(1, Limits.PIXELS));
  }

  static Layer averagePooling(Section keys) {
    int size = required(keys, "size", Limits.PIXELS);
    return new Layer.AveragePooling(size, keys.setting("stride", size).integer(1, Limits.PIXELS));
  }

  static Layer dense(Section keys) {
    return new Layer.Dense(required(keys, "units", Limits.CHANNELS), activation(keys));
  }

  private static int required(Section keys, String key, int max) {
    return keys.required(key, "expected a whole number of at least 1")
        .map(setting -> setting.integer(1, max))
        .orElse(1);
  }

  private static Activation activation(Section keys) {
    return keys.setting("activation")
        .word("activation function", ACTIVATIONS)
        .map(name -> Activation.valueOf(name.toUpperCase(Locale.ROOT)))
        .orElse(Activation.IDENTITY);
  }
}
