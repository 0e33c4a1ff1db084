package dev.gauntlet.client;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.InputGradient;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes down what it is asked. Training adds 1 to every parameter; an image is classified right
 * where the model's parameter of its index is not 0; activations are the first two parameters.
 */
final class RecordingLearner implements Learner {

  final List<Examples> trainedOn = new ArrayList<>();
  final List<LocalTraining> settings = new ArrayList<>();
  final List<Long> firstDraws = new ArrayList<>();
  final List<Examples> activatedBy = new ArrayList<>();

  @Override
  public ParameterVector train(
      ParameterVector start, Examples examples, LocalTraining training, RandomGenerator order) {
    trainedOn.add(examples);
    settings.add(training);
    firstDraws.add(order.nextLong());
    float[] reached = start.toArray();
    for (int i = 0; i < reached.length; i++) {
      reached[i]++;
    }
    return ParameterVector.adopt(reached);
  }

  @Override
  public int[] predict(ParameterVector model, Examples examples) {
    int[] predicted = new int[examples.size()];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = model.get(i) == 0 ? examples.label(i) + 1 : examples.label(i);
    }
    return predicted;
  }

  @Override
  public double loss(ParameterVector model, Examples examples) {
    return model.get(0);
  }

  @Override
  public InputGradient inputGradient(ParameterVector model, Examples examples) {
    throw new AssertionError("clients ask for no gradient by pixels");
  }

  @Override
  public double[] activations(ParameterVector model, Examples examples, ActivationRecord record) {
    activatedBy.add(examples);
    return new double[] {model.get(0), model.get(1)};
  }

  @Override
  public void close() {}
}
