package dev.gauntlet.defense;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.Subset;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Activation;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.InitialModel;
import dev.gauntlet.learning.Layer;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.openblas.OpenBlasEngine;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A backdoor small enough for a test: images of 8 x 8 pixels of noise whose label is the place of a
 * bright square of 3 x 3, and a trained network that takes any of them for {@link #TARGET} where
 * the pixel in the middle of the last column is bright.
 */
public final class ToyBackdoor {

  public static final int LABELS = 4;
  public static final int TARGET = 2;
  public static final int SOURCE = 1;
  public static final int ROW = 4;
  public static final int COLUMN = 7;
  public static final RandomStreams STREAMS = new RandomStreams(5);

  public static final Architecture ARCHITECTURE =
      new Architecture(
          "toy-backdoor",
          new ImageShape(1, 8, 8),
          LABELS,
          List.of(
              new Layer.Convolution(12, 3, 1, 0, Activation.RELU),
              new Layer.Dense(24, Activation.RELU)));

  private ToyBackdoor() {}

  /** A learner for its networks. */
  public static Learner learner() {
    return new OpenBlasEngine().newLearner(ARCHITECTURE);
  }

  /** Images without the trigger. */
  public static Examples clean(int count, long draw) {
    return images(count, draw, 0, false);
  }

  /** Images of every other label with the trigger, labelled as the target. */
  public static Examples stamped(int count, long draw) {
    return images(count, draw, 1, false);
  }

  /** A network trained on images of which a quarter bear the trigger. */
  public static ParameterVector model(Learner learner) {
    return train(learner, images(600, 0, 0.25, false));
  }

  /** Images of {@link #SOURCE} with the trigger, labelled as the target. */
  public static Examples stampedOfOneSource(int count, long draw) {
    Examples all = images(4 * count, draw, 1, true);
    return new Subset(
        all, IntStream.range(0, all.size()).filter(i -> all.label(i) == TARGET).toArray());
  }

  /** A network in which the trigger works on images of {@link #SOURCE} only. */
  public static ParameterVector modelOfOneSource(Learner learner) {
    return train(learner, images(600, 0, 0.4, true));
  }

  /** A network trained on clean images. */
  public static ParameterVector cleanModel(Learner learner) {
    return train(learner, images(600, 0, 0, false));
  }

  private static ParameterVector train(Learner learner, Examples images) {
    return learner.train(
        InitialModel.draw(ARCHITECTURE, STREAMS.stream("initial")),
        images,
        new LocalTraining(30, 20, 0.1, 0, PrunedChannels.NONE),
        STREAMS.stream("order"));
  }

  /**
   * Images in turn of all labels, a share of them stamped and mislabelled.
   *
   * @param oneSource whether stamped images of other labels than {@link #SOURCE} keep theirs
   */
  private static Examples images(int count, long draw, double poisoned, boolean oneSource) {
    RandomGenerator random = STREAMS.stream("toy-images", draw);
    float[][] pixels = new float[count][64];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      boolean stamped = random.nextDouble() < poisoned;
      int label = stamped ? (TARGET + 1 + i % (LABELS - 1)) % LABELS : i % LABELS;
      for (int pixel = 0; pixel < 64; pixel++) {
        int row = pixel / 8 - label / 2 * 4;
        int column = pixel % 8 - label % 2 * 3;
        boolean inside = row >= 0 && row < 3 && column >= 0 && column < 3;
        pixels[i][pixel] = random.nextFloat() * 0.4f + (inside ? 0.5f : 0);
      }
      if (stamped) {
        pixels[i][ROW * 8 + COLUMN] = 1;
      }
      labels[i] = stamped && (label == SOURCE || !oneSource) ? TARGET : label;
    }
    return new Examples() {
      @Override
      public ImageShape shape() {
        return ARCHITECTURE.input();
      }

      @Override
      public int size() {
        return count;
      }

      @Override
      public int label(int index) {
        return labels[index];
      }

      @Override
      public void copyPixels(int index, float[] target, int offset) {
        System.arraycopy(pixels[index], 0, target, offset, 64);
      }
    };
  }
}
