package dev.gauntlet.data.synthetic;

import dev.gauntlet.data.DataSet;
import dev.gauntlet.data.ImageSet;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Handwritten-looking digits drawn by code: 28 x 28 grey pixels, 10 classes in turn. Each image is
 * a pure function of the seed, its split and its index, the same on every machine, and does not
 * change when more are made.
 */
public final class SyntheticDigits {

  /** The name of this set. */
  public static final String NAME = "synthetic-digits";

  /** The shape of every image. */
  public static final ImageShape SHAPE = new ImageShape(1, 28, 28);

  /** Training images made unless told otherwise. */
  public static final int TRAINING_IMAGES = 10_000;

  /** Test images made unless told otherwise. */
  public static final int TEST_IMAGES = 2_000;

  private static final int CLASSES = 10;
  private static final float THINNEST_PEN = 0.6f;
  private static final float PEN_CHANGE = 0.8f;
  private static final float PALEST_INK = 0.75f;
  private static final float NOISE = 0.12f;

  private SyntheticDigits() {}

  /**
   * Makes a set.
   *
   * @param seed of all randomness
   * @param trainingCount how many training images
   * @param testCount how many test images
   */
  public static DataSet generate(long seed, int trainingCount, int testCount) {
    RandomStreams streams = new RandomStreams(seed);
    return new DataSet(
        NAME, CLASSES, images(streams, 0, trainingCount), images(streams, 1, testCount), List.of());
  }

  private static ImageSet images(RandomStreams streams, int split, int count) {
    byte[] pixels = new byte[Math.multiplyExact(count, SHAPE.size())];
    byte[] labels = new byte[count];
    for (int index = 0; index < count; index++) {
      labels[index] = (byte) (index % CLASSES);
      RandomGenerator random = streams.stream("synthetic-digits", split, index);
      draw(index % CLASSES, random, pixels, index * SHAPE.size());
    }
    return new ImageSet(SHAPE, CLASSES, pixels, labels);
  }

  private static void draw(int digit, RandomGenerator random, byte[] pixels, int offset) {
    Handwriting handwriting = new Handwriting(SHAPE.width(), random);
    Canvas canvas = new Canvas(SHAPE.width());
    float radius = THINNEST_PEN + PEN_CHANGE * random.nextFloat();
    int variant = random.nextInt(DigitStrokes.variants(digit));
    for (Stroke stroke : DigitStrokes.of(digit, variant)) {
      canvas.draw(handwriting.write(stroke), radius);
    }
    float full = PALEST_INK + (1 - PALEST_INK) * random.nextFloat();
    for (int pixel = 0; pixel < SHAPE.size(); pixel++) {
      float ink = canvas.ink(pixel);
      if (ink > 0) { // the paper stays black, as in MNIST
        float value = full * ink + NOISE * Handwriting.spread(random);
        pixels[offset + pixel] = (byte) (255 * Math.max(0, Math.min(1, value)));
      }
    }
  }
}
