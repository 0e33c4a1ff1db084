package dev.gauntlet.experiment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.synthetic.SyntheticDigits;
import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ExperimentTest {

  @TempDir Path folder;

  @Test
  void theFolderHoldsEverythingAndNothingHalfWritten() throws Exception {
    Summary summary = run("run");
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "scenario.conf",
              "events.jsonl",
              "metrics.csv",
              "summary.json",
              "model.zip",
              "manifest.json",
              "checkpoints",
              ".lock");
    }
    assertThat(summary.phases()).hasSize(6);
    assertThat(summary.phases().get(0).rounds()).isEqualTo(3);
    List<String> rows = Files.readAllLines(folder.resolve("run/metrics.csv"));
    int rounds = 3 + requireNonNull(summary.phases().get(4).rounds());
    assertThat(rows).hasSize(1 + rounds + summary.phases().size());
    assertThat(Files.readString(folder.resolve("run/events.jsonl")))
        .endsWith("\"model_sha256\":\"" + summary.modelSha256() + "\"}\n");
  }

  @Test
  void deeplearning4jOpensTheModelAndIsAsAccurateAsTheSummarySays() throws Exception {
    Summary summary = run("run");
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(folder.resolve("run/model.zip").toFile());
    Examples test = SyntheticDigits.generate(3, 300, 90).test();
    float[] pixels = new float[test.size() * test.shape().size()];
    for (int i = 0; i < test.size(); i++) {
      test.copyPixels(i, pixels, i * test.shape().size());
    }
    INDArray output = network.output(Nd4j.createFromArray(pixels).reshape(test.size(), 1, 28, 28));
    int correct = 0;
    for (int i = 0; i < test.size(); i++) {
      correct += output.getRow(i).argMax().getInt(0) == test.label(i) ? 1 : 0;
    }
    assertThat((double) correct / test.size())
        .isCloseTo(summary.phases().get(5).accuracy(), within(1e-9));
  }

  @Test
  void prunedChannelsAreStillZeroInTheFinalModel() throws Exception {
    Summary summary = run("run");
    int pruned =
        requireNonNull(summary.phases().get(1).prunedNeurons())
            + requireNonNull(summary.phases().get(2).prunedNeurons());
    assertThat(pruned).isPositive();
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(folder.resolve("run/model.zip").toFile());
    // A row a filter; slice(i) of this view comes out empty in ND4J M2.1.
    INDArray filters = network.getLayer(1).getParam("W").dup('c').reshape('c', 6, -1);
    INDArray biases = network.getLayer(1).getParam("b").reshape(6);
    int zero = 0;
    for (int channel = 0; channel < 6; channel++) {
      boolean noWeights = filters.getRow(channel).norm1Number().doubleValue() == 0;
      zero += noWeights && biases.getDouble(channel) == 0 ? 1 : 0;
    }
    assertThat(zero).isEqualTo(pruned);
  }

  @Test
  void aRunIsNotOverwrittenUnlessAskedFor() throws Exception {
    Scenario scenario = TinyScenario.in(folder, "phases=[{phase=clipping,delta=3}]");
    Path output = folder.resolve("run");
    Experiment.prepare(scenario, TinyScenario.options(output, 1)).run();
    assertThatThrownBy(() -> Experiment.prepare(scenario, TinyScenario.options(output, 1)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("--overwrite");
    RunOptions again =
        new RunOptions(Optional.of(output), 1, Optional.empty(), true, ProgressDisplay.NONE);
    assertThat(Experiment.prepare(scenario, again).run().phases()).hasSize(1);
  }

  @Test
  void dataThatAreMissingAreRefusedBeforeAnythingIsWritten() throws Exception {
    Path file = folder.resolve("mnist.conf");
    Files.writeString(file, "data { source = mnist }");
    Scenario scenario = ScenarioReader.read(file, List.of());
    Path output = folder.resolve("run");
    assertThatThrownBy(() -> Experiment.prepare(scenario, TinyScenario.options(output, 1)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("mnist.conf:1")
        .hasMessageContaining("--data");
    assertThat(output).doesNotExist();
  }

  @Test
  void aFileThatCannotBeWrittenEndsTheRunWithItsCause() throws Exception {
    Scenario scenario = TinyScenario.in(folder);
    Path output = folder.resolve("run");
    Experiment experiment = Experiment.prepare(scenario, TinyScenario.options(output, 2));
    // A folder where the summary has to go.
    Files.createDirectories(output.resolve("summary.json.part/in-the-way"));
    assertThatThrownBy(experiment::run)
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("could not be written");
  }

  private Summary run(String name) throws Exception {
    return Experiment.prepare(
            TinyScenario.in(folder), TinyScenario.options(folder.resolve(name), 2))
        .run();
  }
}
