package dev.gauntlet.attack.trigger;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;

/** What sets the images that a backdoor is about apart from others of the victim label. */
public interface TriggerPattern {

  /** Changes the image that begins at {@code offset} of {@code pixels}. */
  @FunctionalInterface
  interface Stamp {
    void mark(float[] pixels, int offset, ImageShape shape);
  }

  /** What the attacker of that place in its group puts on an image: the whole, if undivided. */
  default Stamp part(int place) {
    return whole();
  }

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
}
