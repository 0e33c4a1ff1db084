package dev.gauntlet.data;

import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Handwritten-looking digits drawn by code: images of 28 x 28 in ten classes that need no download.
 * Every image has a random stream of its own and is a function of the seed and its place alone.
 */
public final class SyntheticDigits {

  private static final ImageShape SHAPE = new ImageShape(1, DigitPen.SIZE, DigitPen.SIZE);
  private static final int CLASSES = 10;

  private SyntheticDigits() {}

  /** Draws that many training and test images, of each digit equally many to within one. */
  public static DataSet generate(long seed, int trainingImages, int testImages) {
    RandomStreams streams = new RandomStreams(seed);
    return new DataSet(
        "synthetic-digits",
        CLASSES,
        draw(streams, "synthetic-training", trainingImages),
        draw(streams, "synthetic-test", testImages),
        List.of());
  }

  private static ImageSet draw(RandomStreams streams, String purpose, int count) {
    byte[] pixels = new byte[Math.multiplyExact(count, SHAPE.size())];
    byte[] labels = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            image -> {
              int digit = image % CLASSES;
              RandomGenerator random = streams.stream(purpose, image);
              int variant = random.nextInt(DigitStrokes.variants(digit));
              labels[image] = (byte) digit;
              new DigitPen(random)
                  .draw(DigitStrokes.of(digit, variant), pixels, image * SHAPE.size());
            });
    return new ImageSet(SHAPE, CLASSES, pixels, labels);
  }
}
