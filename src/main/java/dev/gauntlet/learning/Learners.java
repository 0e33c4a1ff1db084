package dev.gauntlet.learning;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * The learners of a run, one for each thread that asks: a network and its buffers are made once and
 * serve every client that the thread works for, and the server. Counts what clients train on.
 */
public final class Learners implements AutoCloseable {

  private final List<Learner> made = new CopyOnWriteArrayList<>();
  private final LongAdder trainedSamples = new LongAdder();
  private final ThreadLocal<Counting> ofThread;

  public Learners(NetworkEngine engine, Architecture architecture) {
    this.ofThread =
        ThreadLocal.withInitial(
            () -> {
              Counting learner = new Counting(engine.newLearner(architecture), trainedSamples);
              made.add(learner);
              return learner;
            });
  }

  /** The calling thread's learner. */
  public Learner ofThisThread() {
    return ofThread.get();
  }

  /** The same learner, but what it trains on is not counted: it works for the server. */
  public Learner uncountedOfThisThread() {
    return ofThread.get().learner();
  }

  /** Examples trained on so far, every pass counted, by all clients. */
  public long trainedSamples() {
    return trainedSamples.sum();
  }

  /** Closes all learners; no thread may use one any more. */
  @Override
  public void close() {
    made.forEach(Learner::close);
  }

  private record Counting(Learner learner, LongAdder trainedSamples) implements Learner {
    @Override
    public ParameterVector train(
        ParameterVector start, Examples examples, LocalTraining training, RandomGenerator order) {
      ParameterVector reached = learner.train(start, examples, training, order);
      trainedSamples.add((long) examples.size() * training.epochs());
      return reached;
    }

    @Override
    public int[] predict(ParameterVector model, Examples examples) {
      return learner.predict(model, examples);
    }

    @Override
    public double loss(ParameterVector model, Examples examples) {
      return learner.loss(model, examples);
    }

    @Override
    public InputGradient inputGradient(ParameterVector model, Examples examples) {
      return learner.inputGradient(model, examples);
    }

    @Override
    public double[] activations(ParameterVector model, Examples examples, ActivationRecord record) {
      return learner.activations(model, examples, record);
    }

    @Override
    public void close() {
      learner.close();
    }
  }
}
