package dev.gauntlet.learning.openblas;

import dev.gauntlet.data.ImageShape;
import dev.gauntlet.learning.Activation;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Layer;
import dev.gauntlet.learning.ParameterBlock;
import dev.gauntlet.match.Actions;
import java.util.ArrayList;
import java.util.List;

/**
 * An architecture as feature maps and stages in order. Where pooling by the largest value follows a
 * convolution, bias and activation function come after it, on a fraction of the values: they never
 * decrease, so the largest stays the largest.
 */
final class Plan {

  private static final Layer HALVING = new Layer.MaxPooling(2, 2);

  private final Architecture architecture;
  private final int capacity;
  private final List<ParameterBlock> blocks;
  final List<FeatureMap> maps = new ArrayList<>();
  final List<Stage> stages = new ArrayList<>();

  /** The first stage with parameters: training needs no gradient of what comes before. */
  int firstTrained = -1;

  /** The stages of the last convolutional layer, from its product on, before any other layer's. */
  int lastConvolution = -1;

  Plan(Architecture architecture, int capacity) {
    this.architecture = architecture;
    this.capacity = capacity;
    blocks = architecture.parameterBlocks();
    map(architecture.input(), paddingOf(0), false);
    List<ImageShape> shapes = architecture.outputShapes();
    for (int i = 0; i < shapes.size(); i++) {
      plan(i, shapes.get(i));
    }
    dense(shapes.size(), architecture.outputLayer());
  }

  private void plan(int index, ImageShape shape) {
    Actions.on(Layer.class)
        .when(Layer.Convolution.class, layer -> convolution(index, layer, shape))
        .when(Layer.MaxPooling.class, layer -> maxPooling(index, layer, shape))
        .when(Layer.AveragePooling.class, layer -> averagePooling(index, layer, shape))
        .when(Layer.Dense.class, layer -> dense(index, layer))
        .complete()
        .of(architecture.layers().get(index));
  }

  private void maxPooling(int index, Layer.MaxPooling layer, ImageShape shape) {
    FeatureMap input = last();
    FeatureMap output = map(shape, paddingOf(index + 1), false);
    stages.add(
        isHalving(index)
            ? new MaxPool2x2Stage(input, output, capacity)
            : new MaxPoolingStage(layer, input, output, capacity));
    if (isConvolution(index - 1)) {
      activate(index - 1);
    }
  }

  private void averagePooling(int index, Layer.AveragePooling layer, ImageShape shape) {
    FeatureMap input = last();
    stages.add(new AveragePoolingStage(layer, input, map(shape, paddingOf(index + 1), false)));
  }

  private void convolution(int index, Layer.Convolution layer, ImageShape shape) {
    FeatureMap source = last();
    boolean first = firstTrained < 0;
    boolean unrolled = first || layer.stride() > 1;
    // Unrolling brings the columns into any order at no cost.
    boolean evenColumnsFirst = unrolled && isHalving(index + 1);
    if (unrolled) {
      FeatureMap input = source;
      source = map(Unrolling.shape(layer, input), 0, evenColumnsFirst);
      stages.add(new Unrolling(layer, input, source));
    }
    FeatureMap output = map(shape, paddingOf(index + 1), evenColumnsFirst);
    if (first) {
      firstTrained = stages.size();
    }
    if (index == architecture.lastConvolutionIndex()) {
      lastConvolution = stages.size();
    }
    stages.add(
        new ConvolutionStage(layer, block(index), source, output, unrolled, first, capacity));
    if (!isMaxPooling(index + 1)) {
      activate(index);
    }
  }

  private void dense(int index, Layer.Dense layer) {
    FeatureMap input = last();
    FeatureMap output = map(new ImageShape(layer.units(), 1, 1), 0, false);
    stages.add(new DenseStage(block(index), input, output));
    stages.add(new ActivationStage(layer.activation(), block(index), output, capacity));
  }

  private void activate(int index) {
    Activation activation = ((Layer.Convolution) architecture.layers().get(index)).activation();
    stages.add(new ActivationStage(activation, block(index), last(), capacity));
  }

  private FeatureMap map(ImageShape shape, int padding, boolean evenColumnsFirst) {
    FeatureMap map = new FeatureMap(shape, padding, evenColumnsFirst, capacity);
    maps.add(map);
    return map;
  }

  private FeatureMap last() {
    return maps.get(maps.size() - 1);
  }

  private ParameterBlock block(int layer) {
    return blocks.stream().filter(b -> b.layer() == layer).findFirst().orElseThrow();
  }

  private boolean isConvolution(int index) {
    return index >= 0 && architecture.layers().get(index) instanceof Layer.Convolution;
  }

  private boolean isMaxPooling(int index) {
    return index < architecture.layers().size()
        && architecture.layers().get(index) instanceof Layer.MaxPooling;
  }

  private boolean isHalving(int index) {
    return isMaxPooling(index) && architecture.layers().get(index).equals(HALVING);
  }

  private int paddingOf(int index) {
    return index < architecture.layers().size()
            && architecture.layers().get(index) instanceof Layer.Convolution convolution
        ? convolution.padding()
        : 0;
  }
}
