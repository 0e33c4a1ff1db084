package dev.gauntlet.phase;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.Subset;
import dev.gauntlet.defense.InvertedTrigger;
import dev.gauntlet.defense.TriggerInversion;
import dev.gauntlet.defense.TriggeredImages;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What the server computes itself, on the images that it holds. A pure function of what it is
 * performed with: the same on every thread and every machine.
 */
public sealed interface ServerTask {

  /**
   * The result.
   *
   * @param learner of the thread that this is done on
   * @param images the server's own validation images
   * @param streams of the run
   */
  ServerResult perform(Learner learner, Examples images, RandomStreams streams);

  /**
   * Train from {@code start}.
   *
   * @param portion which of the images to train on
   * @param purpose of the stream that draws the order of the examples
   * @param keys of that stream
   */
  record Train(
      ParameterVector start,
      LocalTraining training,
      Portion portion,
      String purpose,
      List<Long> keys)
      implements ServerTask {
    public Train {
      keys = List.copyOf(keys);
    }

    /** Training whose order of examples is drawn from that stream. */
    public Train(
        ParameterVector start,
        LocalTraining training,
        Portion portion,
        String purpose,
        long... keys) {
      this(start, training, portion, purpose, LongStream.of(keys).boxed().toList());
    }

    @Override
    public ServerResult.Trained perform(Learner learner, Examples images, RandomStreams streams) {
      long[] key = keys.stream().mapToLong(Long::longValue).toArray();
      return new ServerResult.Trained(
          start,
          learner.train(
              start, portion.of(images, streams), training, streams.stream(purpose, key)));
    }
  }

  /** Record how active the channels of the last convolutional layer are. */
  record RecordActivations(ParameterVector model, ActivationRecord record) implements ServerTask {
    @Override
    public ServerResult.Activations perform(
        Learner learner, Examples images, RandomStreams streams) {
      return new ServerResult.Activations(
          Arrays.stream(learner.activations(model, images, record)).boxed().toList());
    }
  }

  /** Measure the mean cross-entropy. */
  record MeasureLoss(ParameterVector model) implements ServerTask {
    @Override
    public ServerResult.Loss perform(Learner learner, Examples images, RandomStreams streams) {
      return new ServerResult.Loss(learner.loss(model, images));
    }
  }

  /**
   * Reconstruct the smallest trigger for a label.
   *
   * @param source the label of the images that it is to work on, if the server has any of it; all
   *     images if empty
   * @param key of the stream "trigger-inversion", besides the label
   */
  record InvertTrigger(
      ParameterVector model, TriggerInversion inversion, int label, OptionalInt source, long key)
      implements ServerTask {
    @Override
    public ServerResult.Inverted perform(Learner learner, Examples images, RandomStreams streams) {
      RandomGenerator random =
          streams.stream("trigger-inversion", key, label, source.orElse(label));
      return new ServerResult.Inverted(
          inversion.invert(learner, model, ofSource(images), label, random));
    }

    private Examples ofSource(Examples images) {
      int[] indices =
          IntStream.range(0, images.size())
              .filter(i -> source.isPresent() && images.label(i) == source.getAsInt())
              .toArray();
      return indices.length == 0 ? images : new Subset(images, indices);
    }
  }

  /** Which of the server's images a task is about. */
  sealed interface Portion {

    /** All of them. */
    Portion ALL = new All();

    /** The images, of all that the server holds. */
    Examples of(Examples images, RandomStreams streams);

    /** All images. */
    record All() implements Portion {
      @Override
      public Examples of(Examples images, RandomStreams streams) {
        return images;
      }
    }

    /**
     * All images, a share of them with one of these triggers and their own labels.
     *
     * @param draw tells draws apart
     */
    record Triggered(List<InvertedTrigger> triggers, double share, long draw) implements Portion {
      public Triggered {
        triggers = List.copyOf(triggers);
      }

      @Override
      public Examples of(Examples images, RandomStreams streams) {
        return TriggeredImages.unlearning(
            images, triggers, share, streams.stream("triggered-portion", draw));
      }
    }

    /**
     * So many images at random, without repeats, in the order of the set.
     *
     * @param count at least 1
     * @param draw tells draws apart: the same draw gives the same images in the whole run
     */
    record Drawn(int count, long draw) implements Portion {
      public Drawn {
        if (count < 1) {
          throw new IllegalArgumentException("a portion has at least 1 image, not " + count);
        }
      }

      /**
       * The images.
       *
       * @throws IllegalArgumentException if the server holds fewer
       */
      @Override
      public Examples of(Examples images, RandomStreams streams) {
        if (count > images.size()) {
          throw new IllegalArgumentException(
              "the server holds " + images.size() + " images, fewer than " + count);
        }
        int[] indices = IntStream.range(0, images.size()).toArray();
        RandomStreams.shuffle(indices, streams.stream("server-portion", draw));
        return new Subset(images, Arrays.stream(indices, 0, count).sorted().toArray());
      }
    }
  }
}
