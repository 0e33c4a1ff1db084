package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.Descent;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.ParameterBlock;
import org.jspecify.annotations.Nullable;

/**
 * The linear part of a fully connected layer: one product of the weights {@code [unit][input]} and
 * the input map, whose values lie as {@code [input][image]}.
 */
final class DenseStage implements Stage {

  private final int units;
  private final int inputs;
  private final FeatureMap input;
  private final FeatureMap output;
  private final Weights weights;
  private final FloatMatrix byUnit;
  private final FloatMatrix byInput;
  private final FloatMatrix inputValues;
  private final FloatMatrix inputValuesByImage;
  private final FloatMatrix inputGradient;
  private final FloatMatrix outputValues;
  private final FloatMatrix outputGradient;
  private Descent descent = NOT_BEGUN;

  /** Of the weights; made when a training with momentum first needs it. */
  private @Nullable Floats gradient;

  DenseStage(ParameterBlock block, FeatureMap input, FeatureMap output) {
    units = block.outputs();
    inputs = block.inputs();
    this.input = input;
    this.output = output;
    weights = new Weights(origins(block, input));
    byUnit = FloatMatrix.of(weights.values);
    byInput = FloatMatrix.transposed(weights.values);
    inputValues = FloatMatrix.of(input.values);
    inputValuesByImage = FloatMatrix.transposed(input.values);
    inputGradient = FloatMatrix.of(input.gradient);
    outputValues = FloatMatrix.of(output.values);
    outputGradient = FloatMatrix.of(output.gradient);
  }

  /** The vector's inputs run over (channel, row, column), the map's over (row, channel, column). */
  private static int[] origins(ParameterBlock block, FeatureMap input) {
    int[] origins = new int[block.outputs() * block.inputs()];
    int next = 0;
    for (int unit = 0; unit < block.outputs(); unit++) {
      int weightOffset = block.weightOffset() + unit * block.inputs();
      for (int row = 0; row < input.height; row++) {
        for (int channel = 0; channel < input.channels; channel++) {
          int start = weightOffset + (channel * input.height + row) * input.width;
          for (int column = 0; column < input.width; column++) {
            origins[next++] = start + column;
          }
        }
      }
    }
    return origins;
  }

  @Override
  public void forward() {
    int images = input.images();
    Gemm.multiply(
        units,
        images,
        inputs,
        1f,
        byUnit.at(0, inputs),
        inputValues.at(0, images),
        0f,
        outputValues.at(0, images));
  }

  @Override
  public void propagate() {
    int images = output.images();
    Gemm.multiply(
        inputs,
        images,
        units,
        1f,
        byInput.at(0, inputs),
        outputGradient.at(0, images),
        0f,
        inputGradient.at(0, images));
  }

  /** Without momentum the step is part of the product that would give the weights' gradient. */
  @Override
  public void backward() {
    propagate();
    if (gradient == null || !descent.hasMomentum()) {
      addGradient(-descent.rate(), 1f - descent.rate() * descent.decay(), byUnit);
    } else {
      addGradient(1f, 0f, FloatMatrix.of(gradient));
      weights.step(gradient, descent);
    }
  }

  private void addGradient(float factor, float kept, FloatMatrix to) {
    int images = output.images();
    Gemm.multiply(
        units,
        inputs,
        images,
        factor,
        outputGradient.at(0, images),
        inputValuesByImage.at(0, images),
        kept,
        to.at(0, inputs));
  }

  @Override
  public void begin(Optimiser optimiser, double l2) {
    descent = weights.begin(optimiser, l2);
    if (descent.hasMomentum() && gradient == null) {
      gradient = new Floats(weights.values.length());
    }
  }

  @Override
  public void load(float[] parameters) {
    weights.load(parameters);
  }

  @Override
  public void store(float[] parameters) {
    weights.store(parameters);
  }

  @Override
  public void close() {
    weights.close();
    if (gradient != null) {
      gradient.close();
    }
  }
}
