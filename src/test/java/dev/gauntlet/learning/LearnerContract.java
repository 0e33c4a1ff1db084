package dev.gauntlet.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.Subset;
import dev.gauntlet.federation.ParameterVector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every engine's learners must do. */
public abstract class LearnerContract {

  private final Architecture architecture = Samples.mixed();
  private final Examples examples = Samples.noise(architecture, 23);
  private final ParameterVector start = Samples.model(architecture, 5);
  private final ChannelBlock block = architecture.lastConvolution();
  private Learner learner;

  protected abstract NetworkEngine engine();

  @BeforeEach
  void open() {
    learner = engine().newLearner(architecture);
  }

  @AfterEach
  void close() {
    learner.close();
  }

  @Test
  void trainingLowersTheLossUntilItFits() {
    Examples few = Samples.noise(architecture, 4);
    ParameterVector fitted = train(new LocalTraining(100, 2, 0.3, 0, PrunedChannels.NONE), few);
    int[] predicted = learner.predict(fitted, few);
    for (int i = 0; i < few.size(); i++) {
      assertThat(predicted[i]).isEqualTo(few.label(i));
    }
  }

  @Test
  void prunedChannelsStayAtExactlyZero() {
    LocalTraining training = new LocalTraining(2, 5, 0.1, 0.01, PrunedChannels.of(0, 3));
    float[] reached = train(training, examples).toArray();
    for (int channel = 0; channel < block.channels(); channel++) {
      boolean pruned = channel == 0 || channel == 3;
      int weights = block.weightOffset() + channel * block.weightsPerChannel();
      for (int i = 0; i < block.weightsPerChannel(); i++) {
        assertThat(reached[weights + i] == 0).isEqualTo(pruned);
      }
      assertThat(reached[block.biasOffset() + channel] == 0).isEqualTo(pruned);
    }
  }

  @Test
  void l2PullsTheLastConvolutionsWeightsAndNothingElse() {
    LocalTraining plain = new LocalTraining(1, 23, 0.1, 0, PrunedChannels.NONE);
    LocalTraining regularized = new LocalTraining(1, 23, 0.1, 0.5, PrunedChannels.NONE);
    float[] without = train(plain, examples).toArray();
    float[] with = train(regularized, examples).toArray();
    int end = block.weightOffset() + block.channels() * block.weightsPerChannel();
    for (int i = 0; i < with.length; i++) {
      boolean weight = i >= block.weightOffset() && i < end;
      double pulled = without[i] - (weight ? 0.1 * 0.5 * start.get(i) : 0);
      assertThat((double) with[i]).isCloseTo(pulled, within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, 0",
    "0, false, 0.3",
    "0.9, false, 0",
    "0.9, true, 0",
    "0.7, false, 0.3",
    "0.7, true, 0.3"
  })
  void stepsAreThoseOfTheOptimiser(double momentum, boolean nesterov, double decay) {
    Optimiser optimiser = new Optimiser(0.1, momentum, nesterov, decay);
    LocalTraining training = new LocalTraining(2, 3, optimiser, 0.2, PrunedChannels.of(1));
    Examples few = Samples.noise(architecture, 7);
    double[] expected =
        new ReferenceNetwork(architecture, ReferenceNetwork.parameters(start))
            .train(few, training, Samples.order());
    float[] reached = train(training, few).toArray();
    for (int i = 0; i < reached.length; i++) {
      assertThat((double) reached[i]).as("%d", i).isCloseTo(expected[i], within(3e-6));
    }
    assertThat(train(training, few).minus(block.pruned(start, PrunedChannels.of(1))).norm())
        .isGreaterThan(0.01);
  }

  @Test
  void momentumBeginsAnewInEveryTraining() {
    Optimiser heavy = new Optimiser(0.1, 0.9, false, 0);
    LocalTraining step = new LocalTraining(1, 23, heavy, 0, PrunedChannels.NONE);
    LocalTraining plain = new LocalTraining(1, 23, 0.1, 0, PrunedChannels.NONE);
    ParameterVector once = train(step, examples);
    ParameterVector twice = learner.train(once, examples, step, Samples.order());

    assertThat(train(step, examples)).isEqualTo(once);
    assertThat(once.minus(train(plain, examples)).norm()).isLessThan(1e-6);
    assertThat(twice.minus(learner.train(once, examples, plain, Samples.order())).norm())
        .isLessThan(1e-6);
  }

  @Test
  void trainingStaysInABallAroundItsStart() {
    LocalTraining training = new LocalTraining(2, 5, 0.1, 0, PrunedChannels.of(1));
    ParameterVector held = block.pruned(start, PrunedChannels.of(1));
    double free = train(training, examples).minus(held).norm();
    ParameterVector reached = train(training.heldTo(new StepConstraint.Ball(free / 3)), examples);
    assertThat(reached.minus(held).norm()).isCloseTo(free / 3, within(1e-5));
    assertThat(train(training.heldTo(new StepConstraint.Ball(3 * free)), examples))
        .isEqualTo(train(training, examples));
  }

  @Test
  void aPullTowardsTheStartTakesItsStepAfterTheGradients() {
    LocalTraining step = new LocalTraining(1, 23, 0.1, 0, PrunedChannels.NONE);
    ParameterVector free = train(step, examples).minus(start);
    ParameterVector pulled = train(step.heldTo(new StepConstraint.Pull(2)), examples).minus(start);
    double left = Math.max(0, 1 - 0.1 * 2 / free.norm());
    for (int i = 0; i < start.length(); i++) {
      assertThat((double) pulled.get(i)).isCloseTo(left * free.get(i), within(1e-6));
    }
    assertThat(train(step.heldTo(new StepConstraint.Pull(1e6)), examples)).isEqualTo(start);
  }

  @Test
  void onlyTheChosenParametersAreTrained() {
    BitSet chosen = new BitSet();
    chosen.set(3, start.length(), true);
    for (int i = 3; i < start.length(); i += 4) {
      chosen.clear(i);
    }
    LocalTraining training = new LocalTraining(2, 5, 0.1, 0.01, PrunedChannels.NONE);
    ParameterVector reached = train(training.heldTo(new StepConstraint.Only(chosen)), examples);
    for (int i = 0; i < start.length(); i++) {
      if (!chosen.get(i)) {
        assertThat(reached.get(i)).isEqualTo(start.get(i));
      }
    }
    assertThat(reached.minus(start).norm()).isPositive();
  }

  @Test
  void weightsOfTheLastConvolutionStayWithinTheirDeviations() {
    PrunedChannels pruned = PrunedChannels.of(2);
    LocalTraining training = new LocalTraining(2, 5, 0.3, 0, pruned);
    StepConstraint within =
        new StepConstraint.WithinDeviations(block, pruned, WeightMoments.NONE, 1.5);
    float[] reached = train(training.heldTo(within), examples).toArray();
    LayerSpread spread = LayerSpread.of(reached, block, pruned, WeightMoments.NONE);
    float[] free = train(training, examples).toArray();
    LayerSpread freely = LayerSpread.of(free, block, pruned, WeightMoments.NONE);
    int outside = 0;
    for (int channel = 0; channel < block.channels(); channel++) {
      for (int i = 0; i < block.weightsPerChannel(); i++) {
        int place = block.weightOffset() + channel * block.weightsPerChannel() + i;
        if (channel == 2) {
          assertThat(reached[place]).isZero();
        } else {
          assertThat(spread.isOutside(reached[place], 1.5)).isFalse();
          outside += freely.isOutside(free[place], 1.5) ? 1 : 0;
        }
      }
    }
    assertThat(outside).isPositive();
  }

  @Test
  void constraintsOfEarlierCallsLeaveNoTrace() {
    LocalTraining training = new LocalTraining(1, 7, 0.1, 0, PrunedChannels.NONE);
    ParameterVector first = train(training, examples);
    train(training.heldTo(new StepConstraint.Only(new BitSet())), examples);
    assertThat(train(training, examples)).isEqualTo(first);
  }

  @Test
  void batchSizesAndRatesOfEarlierCallsLeaveNoTrace() {
    LocalTraining training = new LocalTraining(1, 7, 0.1, 0, PrunedChannels.NONE);
    ParameterVector first = train(training, examples);
    train(new LocalTraining(1, 10, 0.9, 0.1, PrunedChannels.of(1)), examples);
    Optimiser other = new Optimiser(0.9, 0.5, true, 0.2);
    train(new LocalTraining(1, 10, other, 0.1, PrunedChannels.of(1)), examples);
    learner.predict(start, Samples.noise(architecture, 260));
    assertThat(train(training, examples)).isEqualTo(first);
  }

  @Test
  void equalWorkGivesEqualBitsInAnotherThread() throws InterruptedException {
    LocalTraining training = new LocalTraining(2, 7, 0.1, 0, PrunedChannels.NONE);
    ParameterVector here = train(training, examples);
    ParameterVector[] there = new ParameterVector[2];
    Thread[] threads = new Thread[there.length];
    for (int i = 0; i < threads.length; i++) {
      int index = i;
      threads[i] =
          new Thread(
              () -> {
                try (Learner other = engine().newLearner(architecture)) {
                  there[index] = other.train(start, examples, training, Samples.order());
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(there).containsOnly(here);
  }

  @Test
  void normalisingIsWhatTheFormulaMakesOfTheImages() {
    List<Double> means = List.of(0.2, 0.7);
    List<Double> deviations = List.of(0.25, 0.4);
    Examples normalized = eachPixel(examples, (x, c) -> (x - means.get(c)) / deviations.get(c));
    LocalTraining training = new LocalTraining(2, 7, 0.05, 0, PrunedChannels.of(1));
    try (Learner normalizing =
        engine().newLearner(architecture.normalizing(new Normalization(means, deviations)))) {
      ParameterVector reached =
          normalizing.train(start, examples, training, Samples.order()).minus(start);
      ParameterVector expected = train(training, normalized).minus(start);
      assertThat(reached.minus(expected).norm()).isLessThan(1e-4 * expected.norm());
      assertThat(normalizing.predict(start, examples))
          .isEqualTo(learner.predict(start, normalized));
      assertThat(normalizing.loss(start, examples))
          .isCloseTo(learner.loss(start, normalized), within(1e-5));
      for (ActivationRecord which : ActivationRecord.values()) {
        double[] record = normalizing.activations(start, examples, which);
        double[] same = learner.activations(start, normalized, which);
        for (int channel = 0; channel < record.length; channel++) {
          assertThat(record[channel]).isCloseTo(same[channel], within(1e-3));
        }
      }
      // By the chain rule the gradient by a pixel is that by its normalised value over the
      // deviation.
      float[] slopes = normalizing.inputGradient(start, examples).slopes();
      float[] byNormalized = learner.inputGradient(start, normalized).slopes();
      int plane = architecture.input().height() * architecture.input().width();
      for (int i = 0; i < slopes.length; i++) {
        assertThat((double) slopes[i])
            .isCloseTo(byNormalized[i] / deviations.get(i / plane % 2), within(1e-5));
      }
    }
  }

  @Test
  void aStepOnPairsIsAStepOnBothHalves() {
    int[] twice = IntStream.range(0, 46).map(i -> i % 23).toArray();
    Examples pairs = eachPixel(new Subset(examples, twice), (x, c) -> c == 0 ? x : 1 - x);
    LocalTraining all = new LocalTraining(1, 46, 0.1, 0, PrunedChannels.NONE);
    ParameterVector together = train(all, pairs);
    LocalTraining paired = new LocalTraining(1, 23, 0.1, 0, PrunedChannels.NONE).onPairs();
    assertThat(train(paired, pairs).minus(together).norm())
        .isLessThan(1e-5 * together.minus(start).norm());
  }

  @Test
  void theRecordBeforeTheActivationIsTheConvolutionsOwnOutput() {
    ReferenceNetwork reference =
        new ReferenceNetwork(withoutActivation(), ReferenceNetwork.parameters(start));
    int layers = architecture.lastConvolutionIndex() + 1;
    double[] sums = new double[block.channels()];
    for (int i = 0; i < examples.size(); i++) {
      double[] outputs = reference.outputs(examples, i, layers);
      for (int j = 0; j < outputs.length; j++) {
        sums[j / (outputs.length / sums.length)] += outputs[j] / examples.size();
      }
    }
    double[] record = learner.activations(start, examples, ActivationRecord.BEFORE_ACTIVATION);
    for (int channel = 0; channel < sums.length; channel++) {
      assertThat(record[channel]).isCloseTo(sums[channel], within(1e-4));
    }
    // Some outputs are below 0, which the function makes 0: the two records differ.
    assertThat(record)
        .isNotEqualTo(learner.activations(start, examples, ActivationRecord.AFTER_ACTIVATION));
  }

  private Architecture withoutActivation() {
    List<Layer> layers = new ArrayList<>(architecture.layers());
    int last = architecture.lastConvolutionIndex();
    Layer.Convolution with = (Layer.Convolution) layers.get(last);
    layers.set(
        last,
        new Layer.Convolution(
            with.filters(), with.kernel(), with.stride(), with.padding(), Activation.IDENTITY));
    return new Architecture("linear", architecture.input(), architecture.classes(), layers);
  }

  private interface PixelChange {
    double apply(double pixel, int channel);
  }

  private Examples eachPixel(Examples source, PixelChange change) {
    return new Examples() {
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
        return source.label(index);
      }

      @Override
      public void copyPixels(int index, float[] target, int offset) {
        source.copyPixels(index, target, offset);
        int plane = shape().height() * shape().width();
        for (int i = 0; i < shape().size(); i++) {
          target[offset + i] = (float) change.apply(target[offset + i], i / plane);
        }
      }
    };
  }

  @Test
  void anActivationRecordIsTheMeanOverTheExamples() {
    double[] all = learner.activations(start, examples, ActivationRecord.AFTER_ACTIVATION);
    double[] mean = new double[all.length];
    for (int i = 0; i < examples.size(); i++) {
      double[] one =
          learner.activations(
              start, new Subset(examples, new int[] {i}), ActivationRecord.AFTER_ACTIVATION);
      for (int channel = 0; channel < mean.length; channel++) {
        mean[channel] += one[channel] / examples.size();
      }
    }
    for (int channel = 0; channel < mean.length; channel++) {
      assertThat(mean[channel]).isCloseTo(all[channel], within(1e-4));
    }
  }

  @Test
  void trainingThatDivergesShowsInTheParametersAndLeavesNoTrace() {
    LocalTraining training = new LocalTraining(1, 7, 0.1, 0, PrunedChannels.of(1));
    ParameterVector first = train(training, examples);
    ParameterVector diverged =
        train(new LocalTraining(3, 2, 1e30, 0, PrunedChannels.of(1)), examples);
    assertThat(diverged.isFinite()).isFalse();
    assertThat(train(training, examples)).isEqualTo(first);
  }

  @Test
  void modelsThatAreNoNumbersStayWhatTheyAre() {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] values = start.toArray();
      values[block.weightOffset()] = value;
      ParameterVector broken = ParameterVector.adopt(values);
      LocalTraining training = new LocalTraining(1, 7, 0.1, 0, PrunedChannels.NONE);
      assertThat(learner.train(broken, examples, training, Samples.order()).isFinite()).isFalse();
    }
  }

  @Test
  void theLossOfANetworkThatKnowsNothingIsTheLogarithmOfItsClasses() {
    ParameterVector zeros = ParameterVector.adopt(new float[architecture.parameterCount()]);
    assertThat(learner.loss(zeros, examples)).isCloseTo(Math.log(4), within(1e-6));
  }

  @Test
  void aLossIsTheMeanOverTheExamples() {
    double sum = 0;
    for (int i = 0; i < examples.size(); i++) {
      sum += learner.loss(start, new Subset(examples, new int[] {i}));
    }
    assertThat(learner.loss(start, examples)).isCloseTo(sum / examples.size(), within(1e-5));
    assertThatThrownBy(() -> learner.loss(start, Samples.noise(architecture, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theGradientByThePixelsIsThatOfTheDefinition() {
    Examples many = Samples.noise(architecture, 260);
    ReferenceNetwork reference =
        new ReferenceNetwork(architecture, ReferenceNetwork.parameters(start));
    InputGradient gradient = learner.inputGradient(start, many);
    int pixels = architecture.input().size();
    assertThat(gradient.loss()).isCloseTo(learner.loss(start, many), within(1e-6));
    assertThat(gradient.correct()).isEqualTo(Accuracy.countCorrect(learner, start, many));
    assertThat(gradient.slopes()).hasSize(many.size() * pixels);
    for (int i = 0; i < gradient.slopes().length; i += 101) {
      // Of 260 the slopes are small: what is compared is that of each image's own loss.
      assertThat((double) gradient.slopes()[i] * many.size())
          .isCloseTo(
              reference.inputSlope(i / pixels, i % pixels, many) * many.size(), within(1e-5));
    }
    assertThatThrownBy(() -> learner.inputGradient(start, Samples.noise(architecture, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theGradientByThePixelsLeavesNoTrace() {
    LocalTraining training = new LocalTraining(1, 7, 0.1, 0, PrunedChannels.of(1));
    ParameterVector first = train(training, examples);
    float[] slopes = learner.inputGradient(start, examples).slopes();
    assertThat(train(training, examples)).isEqualTo(first);
    assertThat(learner.inputGradient(start, examples).slopes()).isEqualTo(slopes);
  }

  @Test
  void trainingLowersTheLoss() {
    ParameterVector trained =
        train(new LocalTraining(5, 5, 0.05, 0, PrunedChannels.NONE), examples);
    assertThat(learner.loss(trained, examples)).isLessThan(learner.loss(start, examples));
  }

  @Test
  void noExamplesMeanNoStep() {
    Examples none = Samples.noise(architecture, 0);
    LocalTraining training = new LocalTraining(2, 7, 0.1, 0, PrunedChannels.NONE);
    assertThat(train(training, none)).isEqualTo(start);
    assertThat(learner.predict(start, none)).isEmpty();
    assertThatThrownBy(() -> learner.activations(start, none, ActivationRecord.AFTER_ACTIVATION))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Architecture named = Architectures.named("lenet-8-16", new ImageShape(1, 28, 28), 10);
    assertThatThrownBy(() -> learner.predict(ParameterVector.copyOf(1), examples))
        .hasMessageContaining("parameters, not 1");
    assertThatThrownBy(() -> learner.predict(start, Samples.noise(named, 1)))
        .hasMessageContaining("1 x 28 x 28");
    Examples labels = Samples.noise(architecture.input(), 5, 10, 1);
    assertThatThrownBy(() -> train(new LocalTraining(1, 10, 0.1, 0, PrunedChannels.NONE), labels))
        .hasMessageContaining("label 4 is not one of 4 classes");
  }

  private ParameterVector train(LocalTraining training, Examples on) {
    return learner.train(start, on, training, Samples.order());
  }
}
