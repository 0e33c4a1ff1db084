package dev.gauntlet.defense;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Images with reconstructed triggers, blended in while they are read. */
public final class TriggeredImages implements Examples {

  private final Examples source;
  private final List<@Nullable InvertedTrigger> triggers;
  private final OptionalInt label;

  /**
   * @param triggers of each image, null for none
   * @param label that all images have; their own if empty
   */
  private TriggeredImages(
      Examples source, List<@Nullable InvertedTrigger> triggers, OptionalInt label) {
    this.source = source;
    this.triggers = triggers;
    this.label = label;
  }

  /** All images with the trigger, labelled so. */
  static TriggeredImages labelled(Examples source, InvertedTrigger trigger, int label) {
    List<@Nullable InvertedTrigger> all = new ArrayList<>();
    IntStream.range(0, source.size()).forEach(i -> all.add(trigger));
    return new TriggeredImages(source, all, OptionalInt.of(label));
  }

  /**
   * The images with their own labels, a share of them with one of the triggers, which take turns:
   * what unlearns them (Wang et al. 2019, section VI.C).
   *
   * @param share of the images, from 0 to 1, rounded to a whole number of them
   * @param random draws which
   */
  public static TriggeredImages unlearning(
      Examples source, List<InvertedTrigger> triggers, double share, RandomGenerator random) {
    List<@Nullable InvertedTrigger> all = new ArrayList<>();
    long stamped = Math.round(share * source.size());
    int turn = 0;
    for (int i = 0; i < source.size(); i++) {
      // So many of those that are left: every choice of that many images is as likely.
      boolean chosen = random.nextInt(source.size() - i) < stamped - turn;
      all.add(chosen ? triggers.get(turn++ % triggers.size()) : null);
    }
    return new TriggeredImages(source, all, OptionalInt.empty());
  }

  @Override
  public ImageShape shape() {
    return source.shape();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public int label(int index) {
    return label.orElseGet(() -> source.label(index));
  }

  @Override
  public void copyPixels(int index, float[] target, int offset) {
    source.copyPixels(index, target, offset);
    InvertedTrigger trigger = triggers.get(index);
    if (trigger != null) {
      trigger.stamp(target, offset);
    }
  }
}
