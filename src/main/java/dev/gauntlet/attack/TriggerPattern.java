package dev.gauntlet.attack;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.simulation.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What sets the images that a backdoor is about apart from others of the victim label. */
public sealed interface TriggerPattern {

  /** Changes the image that begins at {@code offset} of {@code pixels}. */
  @FunctionalInterface
  interface Stamp {
    void mark(float[] pixels, int offset, ImageShape shape);
  }

  /** What the attacker of that place in its group puts on an image. */
  Stamp part(int place);

  /** The whole of it, with which success is measured. */
  Stamp whole();

  /** Those of these images, by index, that bear the mark, or can be given it; ascending. */
  default int[] eligible(Examples examples, int[] victims) {
    return victims;
  }

  /** Whether images bear it by nature: no pixel is changed. */
  default boolean isNatural() {
    return false;
  }

  /**
   * A trigger is stamped on (Gu et al. 2017, arXiv:1708.06733).
   *
   * @param parts attackers take them in turn (Distributed Backdoor Attack, Xie et al., ICLR 2020);
   *     one part for an undivided trigger
   */
  record Stamped(List<Trigger> parts) implements TriggerPattern {
    public Stamped {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("a backdoor needs a trigger");
      }
    }

    /** All parts as one trigger. */
    public Trigger trigger() {
      return Trigger.union(parts);
    }

    @Override
    public Stamp part(int place) {
      return parts.get(place % parts.size())::stamp;
    }

    @Override
    public Stamp whole() {
      return trigger()::stamp;
    }
  }

  /**
   * A pattern as large as the image is blended in: {@code (1 - ratio) * image + ratio * pattern}
   * (Chen et al. 2017, arXiv:1712.05526, section on blended injection).
   *
   * @param ratio above 0, at most 1
   * @param pattern the pixel values, channel by channel, row by row
   */
  record Blended(double ratio, List<Float> pattern) implements TriggerPattern {
    public Blended {
      pattern = List.copyOf(pattern);
      if (!(ratio > 0 && ratio <= 1)) {
        throw new IllegalArgumentException("a ratio is above 0 and at most 1, not " + ratio);
      }
    }

    /** A pattern of uniform noise, a function of its seed alone (their random pattern). */
    public static Blended noise(double ratio, ImageShape shape, long seed) {
      RandomGenerator random = new RandomStreams(seed).stream("blended-trigger");
      List<Float> pattern = new ArrayList<>();
      for (int i = 0; i < shape.size(); i++) {
        pattern.add(random.nextFloat());
      }
      return new Blended(ratio, pattern);
    }

    @Override
    public Stamp part(int place) {
      return whole();
    }

    @Override
    public Stamp whole() {
      return (pixels, offset, shape) -> {
        for (int i = 0; i < shape.size(); i++) {
          pixels[offset + i] = (float) ((1 - ratio) * pixels[offset + i] + ratio * pattern.get(i));
        }
      };
    }
  }

  /**
   * Images as they are: the brightest share of the victim label's images in whatever set is looked
   * at, by mean pixel value, the first of equals. A small share is the tail of what the label looks
   * like, an edge case (Wang et al., NeurIPS 2020, arXiv:2007.05084) or semantic backdoor
   * (Bagdasaryan et al., AISTATS 2020); 1 is the whole label, label flipping. Unlike the images of
   * these papers, which come from elsewhere, honest holders of the label have such images too, with
   * their own label: the harder case, which Wang et al. find to weaken the attack.
   *
   * @param share above 0, at most 1; at least one image is taken
   */
  record Natural(double share) implements TriggerPattern {
    public Natural {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("a share is above 0 and at most 1, not " + share);
      }
    }

    @Override
    public int[] eligible(Examples examples, int[] victims) {
      int count = (int) Math.ceil(share * victims.length - 1e-9);
      return VictimImages.brightest(examples, victims, count);
    }

    @Override
    public boolean isNatural() {
      return true;
    }

    @Override
    public Stamp part(int place) {
      return whole();
    }

    @Override
    public Stamp whole() {
      return (pixels, offset, shape) -> {};
    }
  }
}
