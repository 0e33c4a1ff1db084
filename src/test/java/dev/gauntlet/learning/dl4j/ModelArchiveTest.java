package dev.gauntlet.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.data.Examples;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.Normalization;
import dev.gauntlet.learning.Samples;
import dev.gauntlet.learning.openblas.OpenBlasEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

class ModelArchiveTest {

  private final Architecture architecture = Samples.mixed();
  private final ParameterVector model = Samples.model(architecture, 5);

  @Test
  void deeplearning4jReadsItAndPredictsTheSame() throws IOException {
    MultiLayerNetwork restored =
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(archive()), false);
    assertThat(restored.params().toFloatVector()).isEqualTo(model.toArray());

    Examples examples = Samples.noise(architecture, 300);
    ImageBatch batch = new ImageBatch(architecture, examples.size());
    batch.fill(examples, IntStream.range(0, 300).toArray(), 0, 300);
    INDArray output = restored.output(batch.images(300));
    for (NetworkEngine engine : List.of(new Dl4jEngine(), new OpenBlasEngine())) {
      try (Learner learner = engine.newLearner(architecture)) {
        assertThat(learner.predict(model, examples)).isEqualTo(output.argMax(1).toIntVector());
      }
    }
  }

  @Test
  void saysHowImagesAreNormalisedSoThatPlainDeeplearning4jPredictsTheSame() throws IOException {
    Architecture normalizing =
        architecture.normalizing(new Normalization(List.of(0.3, 0.6), List.of(0.05, 0.2)));
    Examples examples = Samples.noise(architecture, 300);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelArchive.write(normalizing, model, bytes);

    MultiLayerNetwork restored =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(bytes.toByteArray()), false);
    NormalizerStandardize normalizer =
        ModelSerializer.restoreNormalizerFromInputStream(
            new ByteArrayInputStream(bytes.toByteArray()));
    ImageBatch raw = new ImageBatch(architecture, 300);
    raw.fill(examples, IntStream.range(0, 300).toArray(), 0, 300);
    INDArray images = raw.images(300);
    normalizer.transform(images);
    int[] expected = restored.output(images).argMax(1).toIntVector();

    for (NetworkEngine engine : List.of(new Dl4jEngine(), new OpenBlasEngine())) {
      try (Learner learner = engine.newLearner(normalizing);
          Learner unaware = engine.newLearner(architecture)) {
        assertThat(learner.predict(model, examples)).isEqualTo(expected);
        assertThat(unaware.predict(model, examples)).isNotEqualTo(expected);
      }
    }
  }

  @Test
  void equalModelsGiveEqualBytes() throws IOException {
    byte[] first = archive();
    assertThat(archive()).isEqualTo(first);
    List<String> names = new ArrayList<>();
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(first));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      names.add(entry.getName());
      assertThat(entry.getTimeLocal().getYear()).isEqualTo(1980);
    }
    assertThat(names).containsExactly("configuration.json", "coefficients.bin");
  }

  @Test
  void refusesAModelOfAnotherNetwork() {
    ParameterVector other = ParameterVector.copyOf(1, 2, 3);
    assertThatThrownBy(() -> ModelArchive.write(architecture, other, new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 3");
  }

  private byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelArchive.write(architecture, model, bytes);
    return bytes.toByteArray();
  }
}
