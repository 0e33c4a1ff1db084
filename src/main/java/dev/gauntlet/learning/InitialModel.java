package dev.gauntlet.learning;

import dev.gauntlet.federation.ParameterVector;
import java.util.random.RandomGenerator;

/** The parameters a federation starts from. */
public final class InitialModel {

  private InitialModel() {}

  /**
   * Weights drawn from a normal distribution of variance {@code 2 / inputs} before a rectifier (He
   * et al. 2015, section 2.2) and {@code 1 / inputs} elsewhere (LeCun et al. 1998), biases 0.
   */
  public static ParameterVector draw(Architecture architecture, RandomGenerator random) {
    float[] parameters = new float[architecture.parameterCount()];
    for (ParameterBlock block : architecture.parameterBlocks()) {
      double deviation = Math.sqrt(gain(architecture, block.layer()) / block.inputs());
      int end = block.weightOffset() + block.outputs() * block.inputs();
      for (int i = block.weightOffset(); i < end; i++) {
        parameters[i] = (float) (deviation * random.nextGaussian());
      }
    }
    return ParameterVector.adopt(parameters);
  }

  private static double gain(Architecture architecture, int layer) {
    if (layer == architecture.layers().size()) {
      return 1;
    }
    Layer hidden = architecture.layers().get(layer);
    Activation activation =
        hidden instanceof Layer.Convolution c
            ? c.activation()
            : ((Layer.Dense) hidden).activation();
    return activation == Activation.RELU ? 2 : 1;
  }
}
