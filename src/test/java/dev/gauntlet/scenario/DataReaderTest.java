package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.data.partition.Dirichlet;
import dev.gauntlet.data.partition.Iid;
import dev.gauntlet.data.partition.KLabel;
import dev.gauntlet.learning.Normalization;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataReaderTest {

  @TempDir Path folder;

  private DataPlan data(String keys) {
    return ScenarioFile.of(folder, "data { " + keys + " }").read().data();
  }

  @Test
  void byDefaultDigitsAreDrawnAndEveryClientHoldsThree() {
    assertThat(data(""))
        .isEqualTo(
            new DataPlan(
                "synthetic-digits", new KLabel(3), OptionalInt.empty(), 1000, 10_000, 2000));
  }

  @Test
  void imagesArePartitionedAsAsked() {
    assertThat(data("partition { scheme = iid }").partition()).isEqualTo(new Iid());
    assertThat(data("partition { scheme = dirichlet }").partition()).isEqualTo(new Dirichlet(0.5));
    assertThat(data("partition { scheme = dirichlet, alpha = 2 }").partition())
        .isEqualTo(new Dirichlet(2));
    assertThat(data("samples-per-client = 600").samplesPerClient()).hasValue(600);
    assertThat(data("source = mnist").trainingImages()).isEqualTo(60_000);
  }

  @Test
  void imagesAreNormalisedForTheNetworkAsAsked() {
    assertThat(normalization("")).isEqualTo(Normalization.NONE);
    assertThat(normalization("normalization = none")).isEqualTo(Normalization.NONE);
    assertThat(normalization("normalization = symmetric"))
        .isEqualTo(new Normalization(List.of(0.5), List.of(0.5)));
    assertThat(normalization("source = mnist, normalization = standard"))
        .isEqualTo(new Normalization(List.of(0.1307), List.of(0.3081)));
    assertThat(normalization("normalization { mean = 0, deviation = 2 }"))
        .isEqualTo(new Normalization(List.of(0.0), List.of(2.0)));
    assertThat(
            normalization(
                "source = cifar-10, normalization { mean = [0.1, 0.2, 0.3], deviation = 1 }"))
        .isEqualTo(new Normalization(List.of(0.1, 0.2, 0.3), List.of(1.0, 1.0, 1.0)));
  }

  private Normalization normalization(String keys) {
    String model = keys.contains("cifar") ? "model = cifar-cnn\n" : "";
    Scenario scenario = ScenarioFile.of(folder, model + "data { " + keys + " }").read();
    assertThat(ScenarioFile.of(folder, scenario.source().text()).read()).isEqualTo(scenario);
    return scenario.architecture().normalization();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          source = mnits                | source: unknown data set 'mnits'; did you mean mnist?
          partition.scheme = klabel     | partition.scheme: unknown partition scheme 'klabel'; did you mean k-label?
          partition.labels-per-client = 11 | partition.labels-per-client: 11 is more than there are; synthetic-digits has 10 labels
          samples-per-client = 2        | samples-per-client: 2 is too few for 3 labels per client; expected at least 3
          samples-per-client = al       | samples-per-client: 'al' is not a number; expected all or a whole number
          source = mnist, validation-samples = 60000 | validation-samples: 60000 images leave none to train on; expected fewer than the 60000
          training-images = 1000        | validation-samples: 1000 images leave none to train on
          partition { scheme = dirichlet, alpha = 0 } | partition.alpha: 0 is out of range
          normalization = minmax        | normalization: unknown normalization 'minmax'
          normalization { mean = 0.5, deviation = 0 } | normalization.deviation: 0 is out of range; expected a number above 0
          normalization { mean = 1.5, deviation = 1 } | normalization.mean: 1.5 is out of range; expected a number from 0 to 1
          normalization { mean = -0.1, deviation = 1 } | normalization.mean: -0.1 is out of range
          normalization { mean = [0.5, 0.4, 0.4], deviation = 1 } | normalization.mean: there are 3 numbers for 1 channel;
          normalization { deviation = 1 } | normalization.mean: is missing
          normalization { mean = 0.5, deviation = 1, sigma = 1 } | normalization.sigma: unknown key
          normalization = [0.5]         | normalization: a list [ ... ] is not the name of a normalization
          partition { scheme = iid, alpha = 1 } | partition.alpha: does nothing with scheme = iid; it belongs to dirichlet
          """)
  void whatCannotWorkIsAProblem(String keys, String expected) {
    assertThat(ScenarioFile.of(folder, "data { " + keys + " }").problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: data." + expected);
  }

  @Test
  void aDirichletPartitionNeedsAnImageForEveryone() {
    String text = "data { partition.scheme = dirichlet }\nclients = 9001";

    assertThat(ScenarioFile.of(folder, text).problems())
        .containsExactly(
            "test.conf:2: clients: 9001 is more than the 9000 images left to train on; expected at"
                + " most 9000 for a dirichlet partition");
    assertThat(ScenarioFile.of(folder, text).read("clients=9000").clients()).isEqualTo(9000);
  }
}
