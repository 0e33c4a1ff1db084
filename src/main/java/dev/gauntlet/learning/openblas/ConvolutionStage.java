package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.Descent;
import dev.gauntlet.learning.Layer;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.ParameterBlock;
import dev.gauntlet.learning.PrunedChannels;

/**
 * The linear part of a convolution, as matrix products row by row of the output: the filters' rows
 * and channels on one side are the equidistant rows of the source map on the other. The columns of
 * the filter are taken one after the other as shifted views of the map, or have been unrolled
 * before (see {@link Unrolling}); either way no larger copy of the images is made, as im2col would.
 *
 * <p>Weights lie as {@code [column of the filter][source row][filter]}, which lets all three
 * products of a step run in the fast form.
 */
final class ConvolutionStage implements Stage {

  /** From this many multiplications for each output gradient on, transposing it pays. */
  private static final int WORTH_TRANSPOSING = 64;

  private final Layer.Convolution layer;
  private final FeatureMap source;
  private final FeatureMap output;
  private final boolean first;
  private final int taps;
  private final int rows;
  private final Weights weights;
  private final Floats weightGradient;
  private final Floats outputGradientRow;
  private final boolean transposing;
  private final FloatMatrix weightsByRow;
  private final FloatMatrix weightsByFilter;
  private final FloatMatrix sourceValues;
  private final FloatMatrix sourceGradient;
  private final FloatMatrix outputValues;
  private final FloatMatrix outputGradient;
  private final FloatMatrix outputGradientByImage;
  private final FloatMatrix gradient;
  private Descent descent = NOT_BEGUN;
  private int[] pruned = {};

  /**
   * Plans the products.
   *
   * @param source the input map, or the unrolled one
   * @param unrolled whether the source's channels include the filter's columns
   * @param first whether training does not need the source's gradient
   */
  ConvolutionStage(
      Layer.Convolution layer,
      ParameterBlock block,
      FeatureMap source,
      FeatureMap output,
      boolean unrolled,
      boolean first,
      int capacity) {
    this.layer = layer;
    this.source = source;
    this.output = output;
    this.first = first;
    taps = unrolled ? 1 : layer.kernel();
    rows = layer.kernel() * source.channels;
    weights = new Weights(origins(layer, block, unrolled));
    weightGradient = new Floats(weights.values.length());
    transposing = Gemm.prefersPlainSecond() && taps * rows >= WORTH_TRANSPOSING;
    outputGradientRow =
        new Floats(transposing ? (long) layer.filters() * output.width * capacity : 0);
    weightsByRow = FloatMatrix.of(weights.values);
    weightsByFilter = FloatMatrix.transposed(weights.values);
    sourceValues = FloatMatrix.of(source.values);
    sourceGradient = FloatMatrix.of(source.gradient);
    outputValues = FloatMatrix.of(output.values);
    outputGradient = FloatMatrix.of(output.gradient);
    outputGradientByImage =
        transposing ? FloatMatrix.of(outputGradientRow) : FloatMatrix.transposed(output.gradient);
    gradient = FloatMatrix.of(weightGradient);
  }

  private static int[] origins(Layer.Convolution layer, ParameterBlock block, boolean unrolled) {
    int kernel = layer.kernel();
    int channels = block.inputs() / (kernel * kernel);
    int[] origins = new int[block.outputs() * block.inputs()];
    for (int filter = 0; filter < block.outputs(); filter++) {
      for (int input = 0; input < block.inputs(); input++) {
        int channel = input / (kernel * kernel);
        int row = input / kernel % kernel;
        int column = input % kernel;
        int place =
            unrolled
                ? (row * channels + channel) * kernel + column
                : (column * kernel + row) * channels + channel;
        origins[place * block.outputs() + filter] =
            block.weightOffset() + filter * block.inputs() + input;
      }
    }
    return origins;
  }

  @Override
  public void forward() {
    for (int row = 0; row < output.height; row++) {
      for (int tap = 0; tap < taps; tap++) {
        Gemm.multiply(
            layer.filters(),
            output.run(),
            rows,
            1f,
            weightsByFilter.at(weightsOf(tap), layer.filters()),
            sourceValues.at(sourceOf(row, tap), source.stride()),
            tap == 0 ? 0f : 1f,
            outputValues.at(output.start(row, 0), output.stride()));
      }
    }
  }

  @Override
  public void backward() {
    weightGradient.clear();
    if (!first) {
      source.gradient.clear();
    }
    for (int row = 0; row < output.height; row++) {
      if (transposing) {
        transposeGradient(row);
        outputGradientByImage.at(0, layer.filters());
      } else {
        outputGradientByImage.at(output.start(row, 0), output.stride());
      }
      for (int tap = 0; tap < taps; tap++) {
        Gemm.multiply(
            rows,
            layer.filters(),
            output.run(),
            1f,
            sourceValues.at(sourceOf(row, tap), source.stride()),
            outputGradientByImage,
            1f,
            gradient.at(weightsOf(tap), layer.filters()));
        if (!first) {
          propagate(row, tap);
        }
      }
    }
    weights.step(weightGradient, descent);
    zeroPruned();
  }

  @Override
  public void propagate() {
    source.gradient.clear();
    for (int row = 0; row < output.height; row++) {
      for (int tap = 0; tap < taps; tap++) {
        propagate(row, tap);
      }
    }
  }

  private void propagate(int row, int tap) {
    Gemm.multiply(
        rows,
        output.run(),
        layer.filters(),
        1f,
        weightsByRow.at(weightsOf(tap), layer.filters()),
        outputGradient.at(output.start(row, 0), output.stride()),
        1f,
        sourceGradient.at(sourceOf(row, tap), source.stride()));
  }

  /** The map that the products fill, before biases. */
  FeatureMap output() {
    return output;
  }

  private int weightsOf(int tap) {
    return tap * rows * layer.filters();
  }

  private int sourceOf(int row, int tap) {
    return source.framedRow(row * layer.stride()) + tap * source.images();
  }

  private void transposeGradient(int row) {
    var from = output.gradient.values;
    var to = outputGradientRow.values;
    int filters = layer.filters();
    for (int filter = 0; filter < filters; filter++) {
      int start = output.start(row, filter);
      for (int i = 0; i < output.run(); i++) {
        to.put(i * filters + filter, from.get(start + i));
      }
    }
  }

  private void zeroPruned() {
    for (int channel : pruned) {
      for (int i = channel; i < weights.values.length(); i += layer.filters()) {
        weights.values.values.put(i, 0f);
      }
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
  public void begin(Optimiser optimiser, double l2) {
    descent = weights.begin(optimiser, l2);
  }

  @Override
  public void hold(PrunedChannels channels) {
    pruned = channels.toArray();
    zeroPruned();
  }

  @Override
  public void close() {
    weights.close();
    weightGradient.close();
    outputGradientRow.close();
  }
}
