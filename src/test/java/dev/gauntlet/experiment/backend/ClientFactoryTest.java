package dev.gauntlet.experiment.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.experiment.Experiment;
import dev.gauntlet.experiment.TinyScenario;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.images.ImageCache;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.simulation.RandomStreams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientFactoryTest {

  private static final ClientId ATTACKER = new ClientId(1);
  private static final LocalTraining ASKED = new LocalTraining(3, 16, 0.1, 0, PrunedChannels.NONE);

  @TempDir Path folder;

  @Test
  void whoIsHonestTrainsOnWhatItHolds() throws Exception {
    Scenario scenario = TinyScenario.in(folder);
    assertThat(load(scenario, new ClientId(0), 1)).isEqualTo(3L * held(scenario, 0));
  }

  @Test
  void anAttackerHasItsMarkedImagesAndEpochsOnTopWhileItAttacks() throws Exception {
    Scenario paired =
        TinyScenario.in(
            folder,
            "adversaries.0.backdoor.poison=paired",
            "adversaries.0.training.local-epochs=5",
            "adversaries.0.active.until-round=4");
    long images = held(paired, 1);
    assertThat(load(paired, ATTACKER, 4)).isEqualTo(5 * 2 * images);
    assertThat(load(paired, ATTACKER, 5)).isEqualTo(3 * images);

    Scenario half = TinyScenario.in(folder, "adversaries.0.backdoor.poison-fraction=0.5");
    assertThat(load(half, ATTACKER, 1)).isEqualTo(3 * 2 * images);
  }

  @Test
  void virtualTimeAndTheCostShownGoByIt() throws Exception {
    String[] run = {
      "phases=[{ phase = training, rounds = 1 }]",
      "selection={}",
      "devices={ seconds-per-sample = 1 }",
      "adversaries.0.backdoor.poison=paired",
      "adversaries.0.training.local-epochs=5",
      "adversaries.1.active.from-round=9"
    };
    Scenario scenario = TinyScenario.in(folder, run);
    Path out = folder.resolve("run");
    Experiment.prepare(scenario, TinyScenario.options(out, 2)).run();

    long attackers = 10 * held(scenario, 1);
    long honest = 0;
    for (int client : new int[] {0, 2, 3, 4}) {
      honest += held(scenario, client);
    }
    assertThat(out.resolve("metrics.csv")).content().contains(",1," + attackers + ".0,");
    assertThat(Files.readString(out.resolve("manifest.json")))
        .contains("\"trained_samples\" : " + (attackers + honest));
  }

  private static long load(Scenario scenario, ClientId client, int round) throws Exception {
    return new ClientFactory(
            data(scenario),
            scenario.architecture().lastConvolution(),
            new RandomStreams(scenario.seed()),
            scenario.attackScript())
        .trainingLoad(client, new ClientTask.TrainLocally(round, round, ASKED), FiredEntries.NONE);
  }

  private static long held(Scenario scenario, int client) throws Exception {
    return data(scenario).partition().size(client);
  }

  private static FederationData data(Scenario scenario) throws Exception {
    return FederationData.of(scenario, Optional.empty(), new ImageCache());
  }
}
