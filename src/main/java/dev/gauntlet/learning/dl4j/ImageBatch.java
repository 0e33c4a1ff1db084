package dev.gauntlet.learning.dl4j;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Inputs;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The images of a batch and their one-hot labels, in arrays allocated once and filled again. */
final class ImageBatch implements AutoCloseable {

  private final Architecture architecture;
  private final int capacity;
  private final float[] pixels;
  private final float[] classes;
  private final INDArray images;
  private final INDArray labels;

  ImageBatch(Architecture architecture, int capacity) {
    this.architecture = architecture;
    this.capacity = capacity;
    ImageShape shape = architecture.input();
    pixels = new float[capacity * shape.size()];
    classes = new float[capacity * architecture.classes()];
    images = Nd4j.create(DataType.FLOAT, capacity, shape.channels(), shape.height(), shape.width());
    labels = Nd4j.create(DataType.FLOAT, capacity, architecture.classes());
  }

  int capacity() {
    return capacity;
  }

  /** Takes the examples {@code order[from .. from + count)}. */
  void fill(Examples examples, int[] order, int from, int count) {
    int size = architecture.input().size();
    Arrays.fill(classes, 0f);
    for (int i = 0; i < count; i++) {
      int example = order[from + i];
      examples.copyPixels(example, pixels, i * size);
      architecture.normalization().apply(pixels, i * size, architecture.input());
      int label = Inputs.requireClass(architecture, examples.label(example));
      classes[i * architecture.classes() + label] = 1f;
    }
    memory(images).put(pixels, 0, count * size);
    memory(labels).put(classes, 0, count * architecture.classes());
  }

  /** The first {@code count} images. */
  INDArray images(int count) {
    return count == capacity ? images : images.get(NDArrayIndex.interval(0, count));
  }

  /** The labels of the first {@code count} images. */
  INDArray labels(int count) {
    return count == capacity ? labels : labels.get(NDArrayIndex.interval(0, count));
  }

  @Override
  public void close() {
    images.close();
    labels.close();
  }

  /** The values of an array that is not a view. */
  static FloatPointer memory(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }
}
