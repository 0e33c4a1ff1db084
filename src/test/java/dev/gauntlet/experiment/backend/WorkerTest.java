package dev.gauntlet.experiment.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gauntlet.actor.cluster.RunLoader;
import dev.gauntlet.actor.cluster.RunOffer;
import dev.gauntlet.data.DataSet;
import dev.gauntlet.experiment.TinyScenario;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.images.ImageCache;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is offered a run looks at its own images first. */
class WorkerTest {

  @TempDir Path folder;
  private Worker worker = new Worker(Path.of(""));

  @BeforeEach
  void hire() {
    worker = new Worker(folder);
  }

  @Test
  void preparesForTheClientsOfARunWithTheSameImages() throws Exception {
    Scenario scenario = TinyScenario.in(folder);
    DataSet images =
        FederationData.of(scenario, Optional.empty(), new ImageCache(), Map.of()).set();
    RunLoader.LoadedRun loadedRun =
        worker.prepare(offer(scenario.source().text(), "tiny", images.sha256()));
    assertThat(loadedRun.workOf().apply(new ClientId(1))).isNotNull();
    loadedRun.learners().close();
  }

  @Test
  void refusesARunWithOtherImages() throws Exception {
    Scenario scenario = TinyScenario.in(folder);
    assertRefused(
        offer(scenario.source().text(), "mnist", "0123abcd"),
        "the run has other images: its mnist has SHA-256 0123abcd, the worker's synthetic-digits");
  }

  @Test
  void refusesARunWhoseImagesItDoesNotHave() throws Exception {
    Scenario scenario = TinyScenario.in(folder, "data={ source = mnist }");
    assertRefused(
        offer(scenario.source().text(), "mnist", "0123abcd"), folder.resolve("mnist").toString());
  }

  @Test
  void refusesAScenarioThatItDoesNotUnderstand() {
    assertRefused(
        offer("colour = red", "mnist", "0123abcd"),
        "the run's scenario does not make sense here",
        "colour");
  }

  private void assertRefused(RunOffer offer, String... words) {
    assertThatExceptionOfType(RunLoader.RefusedException.class)
        .isThrownBy(() -> worker.prepare(offer))
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  private static RunOffer offer(String scenario, String data, String sha256) {
    return new RunOffer(scenario, List.of(), List.of(), List.of(), data, sha256);
  }
}
