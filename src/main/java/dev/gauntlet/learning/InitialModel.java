package dev.gauntlet.learning;

import dev.gauntlet.federation.ParameterVector;
import java.util.random.RandomGenerator;

/** The parameters a federation starts from. */
public final class InitialModel {

  private InitialModel() {}

  /**
   * Weights and biases drawn uniformly from {@code +-1 / sqrt(inputs)}, what PyTorch does by
   * default and the paper's authors will have used. Wider initial weights (He et al. 2015) hide
   * those that a backdoor makes extreme, so the choice matters to clipping.
   */
  public static ParameterVector draw(Architecture architecture, RandomGenerator random) {
    float[] parameters = new float[architecture.parameterCount()];
    for (ParameterBlock block : architecture.parameterBlocks()) {
      double bound = 1 / Math.sqrt(block.inputs());
      fill(parameters, block.weightOffset(), block.outputs() * block.inputs(), bound, random);
      fill(parameters, block.biasOffset(), block.outputs(), bound, random);
    }
    return ParameterVector.adopt(parameters);
  }

  private static void fill(
      float[] parameters, int offset, int count, double bound, RandomGenerator random) {
    for (int i = offset; i < offset + count; i++) {
      parameters[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }
}
