package dev.gauntlet.learning.dl4j;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Normalization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model as the zip file that Deeplearning4j's {@code ModelSerializer} writes and reads, without
 * the state of an updater; with a normaliser, if the network expects its images normalised. Equal
 * models give equal bytes.
 *
 * <p>The first use in a process starts ND4J, which for a moment gives the linear algebra of all
 * learners every core and may change their last bits: write when none is at work.
 */
public final class ModelArchive {

  /** The first time that a zip entry can bear; the serializer would write the wall clock's. */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private ModelArchive() {}

  /**
   * Writes the model, and leaves the stream open.
   *
   * @throws IllegalArgumentException if the model has another number of parameters than the network
   * @throws IOException if the stream cannot be written
   */
  public static void write(Architecture architecture, ParameterVector model, OutputStream target)
      throws IOException {
    if (model.length() != architecture.parameterCount()) {
      throw new IllegalArgumentException(
          architecture.parameterCount() + " parameters are needed, not " + model.length());
    }
    ByteArrayOutputStream dated = new ByteArrayOutputStream();
    MultiLayerNetwork network = Dl4jNetworks.network(architecture);
    try {
      ImageBatch.memory(network.params()).put(model.toArray());
      ModelSerializer.writeModel(network, dated, false);
    } finally {
      network.close();
    }
    ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(dated.toByteArray()));
    ZipOutputStream to = new ZipOutputStream(target);
    for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
      put(entry.getName(), from.readAllBytes(), to);
    }
    if (!architecture.normalization().isNone()) {
      put(ModelSerializer.NORMALIZER_BIN, normalizer(architecture.normalization()), to);
    }
    to.finish();
  }

  private static void put(String name, byte[] content, ZipOutputStream to) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ENTRY_TIME);
    to.putNextEntry(entry);
    to.write(content);
    to.closeEntry();
  }

  /** What images in [0, 1] have to go through first, as the serializer would write it. */
  private static byte[] normalizer(Normalization normalization) throws IOException {
    // Given to writeModel, it would be written to a stream that is closed already.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NormalizerSerializer.getDefault()
        .write(
            new NormalizerStandardize(row(normalization.means()), row(normalization.deviations())),
            bytes);
    return bytes.toByteArray();
  }

  private static INDArray row(List<Double> values) {
    float[] row = new float[values.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(i).floatValue();
    }
    return Nd4j.createFromArray(new float[][] {row});
  }
}
