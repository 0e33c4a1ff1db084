package dev.gauntlet.learning.dl4j;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Architecture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A model as the zip file that Deeplearning4j's {@code ModelSerializer} writes and reads, without
 * the state of an updater. Equal models give equal bytes.
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
    rewrite(dated.toByteArray(), target);
  }

  private static void rewrite(byte[] dated, OutputStream target) throws IOException {
    ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(dated));
    ZipOutputStream to = new ZipOutputStream(target);
    for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
      ZipEntry undated = new ZipEntry(entry.getName());
      undated.setTimeLocal(ENTRY_TIME);
      to.putNextEntry(undated);
      from.transferTo(to);
      to.closeEntry();
    }
    to.finish();
  }
}
