package dev.gauntlet.learning.dl4j;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.InputGradient;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.Optimiser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/**
 * Deeplearning4j as its documentation uses it, for comparison: of speed, and of what its updaters
 * reach.
 */
public final class PlainDeeplearning4j implements NetworkEngine {

  private final Optional<Optimiser> optimiser;

  /** Plain gradient descent at the rate of each training. */
  public PlainDeeplearning4j() {
    optimiser = Optional.empty();
  }

  /** Its own updaters, whatever a training says: {@code Nesterovs}, or {@code Sgd}, and L2. */
  PlainDeeplearning4j(Optimiser optimiser) {
    this.optimiser = Optional.of(optimiser);
  }

  @Override
  public String description() {
    return "Deeplearning4j as it comes";
  }

  @Override
  public Learner newLearner(Architecture architecture) {
    MultiLayerConfiguration configuration = Dl4jNetworks.configuration(architecture);
    optimiser.ifPresent(one -> configuration.getConfs().forEach(layer -> update(layer, one)));
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return new Learner() {
      @Override
      public ParameterVector train(
          ParameterVector start, Examples examples, LocalTraining training, RandomGenerator order) {
        network.setParams(Nd4j.create(start.toArray()).reshape(1, start.length()));
        if (optimiser.isEmpty()) {
          network.setLearningRate(training.learningRate());
        }
        List<DataSet> data = data(architecture, examples);
        Collections.shuffle(data, new Random(1));
        network.fit(new ListDataSetIterator<>(data, training.batchSize()), training.epochs());
        return ParameterVector.adopt(network.params().toFloatVector());
      }

      @Override
      public int[] predict(ParameterVector model, Examples examples) {
        network.setParams(Nd4j.create(model.toArray()).reshape(1, model.length()));
        INDArray images = DataSet.merge(data(architecture, examples)).getFeatures();
        return network.output(images).argMax(1).toIntVector();
      }

      @Override
      public double loss(ParameterVector model, Examples examples) {
        throw new UnsupportedOperationException();
      }

      @Override
      public InputGradient inputGradient(ParameterVector model, Examples examples) {
        throw new UnsupportedOperationException();
      }

      @Override
      public double[] activations(
          ParameterVector model, Examples examples, ActivationRecord record) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {
        network.close();
      }
    };
  }

  private static void update(NeuralNetConfiguration configuration, Optimiser optimiser) {
    if (configuration.getLayer() instanceof BaseLayer layer) {
      layer.setIUpdater(
          optimiser.nesterov()
              ? new Nesterovs(optimiser.learningRate(), optimiser.momentum())
              : new Sgd(optimiser.learningRate()));
      layer.setRegularization(List.of(new L2Regularization(optimiser.weightDecay())));
    }
  }

  private static List<DataSet> data(Architecture architecture, Examples examples) {
    var shape = examples.shape();
    List<DataSet> data = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      float[] pixels = new float[shape.size()];
      examples.copyPixels(i, pixels, 0);
      INDArray label = Nd4j.zeros(1, architecture.classes());
      label.putScalar(examples.label(i), 1);
      INDArray image = Nd4j.create(pixels);
      data.add(
          new DataSet(image.reshape(1, shape.channels(), shape.height(), shape.width()), label));
    }
    return data;
  }
}
