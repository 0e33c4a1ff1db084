package dev.gauntlet.experiment;

import dev.gauntlet.experiment.request.ProgressDisplay;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The whole pipeline on a few hundred drawn digits and a small network. */
public final class TinyScenario {

  public static final String TEXT =
      """
      name = tiny
      seed = 3
      data {
        source = synthetic-digits, training-images = 300, test-images = 90
        validation-samples = 60, partition { scheme = k-label, labels-per-client = 4 }
      }
      model { layers = [
        { type = convolution, filters = 4, kernel = 5, stride = 2 }
        { type = convolution, filters = 6, kernel = 3 }
        { type = max-pooling, size = 2 }
        { type = dense, units = 16 }
      ] }
      clients = 5
      adversaries = [
        { clients = [1], backdoor { victim = 9, target = 1, trigger { pattern = pixels } } }
        { clients = [3], amplification = 2
          backdoor { victim = 2, target = 7, trigger { pattern = distributed, parts = 2 } } }
      ]
      training { rounds = 3, batch-size = 16 }
      selection { clients-per-round = 4 }
      devices { seconds-per-sample = { distribution = lognormal, mean = 0.01, sigma = 0.8 } }
      phases = [
        { phase = training }
        { phase = pruning, vote = majority, pruning-rates = [0.3, 0.6], validated-by = clients,
          max-step-drop = 0.2 }
        { phase = pruning, vote = ranking, max-step-drop = 0.1 }
        { phase = clipping, delta = 2.0 }
        { phase = fine-tuning, max-rounds = 2, patience = 2 }
        { phase = clipping, delta = search }
      ]
      """;

  /** The order and the means of the paper's recipe: inputs, attackers, records and spreads. */
  static final String[] RECIPE = {
    "data.normalization={ mean = 0.4, deviation = 0.3 }",
    "adversaries.0.backdoor.poison=paired",
    "adversaries.0.training={ local-epochs = 2, batch-size = 8, learning-rate = 0.05 }",
    "adversaries.1.training={ momentum = 0.5, learning-rate = 0.05,"
        + " schedule { decay = step, every = 2 } }",
    "training.momentum=0.3",
    "training.nesterov=true",
    "training.weight-decay=0.001",
    "training.schedule={ decay = cosine, final-share = 0.1, warm-up-rounds = 1 }",
    "adversaries.0.adaptive=[self-clipping, pruning-aware, rank-manipulation]",
    "adversaries.0.self-clipping.spread=layer",
    "adversaries.0.pruning-aware.record=before-activation",
    "adversaries.1.backdoor.poison=paired",
    "phases=[ { phase = training, rounds = 2 },"
        + " { phase = clipping, delta = 1.6, spread = layer },"
        + " { phase = pruning, record = before-activation, max-step-drop = 0.3, skip = 1,"
        + " look-ahead = 1 },"
        + " { phase = fine-tuning, max-rounds = 2, patience = 2 },"
        + " { phase = fine-pruning, record = before-activation, epochs = 1, max-step-drop = 0.1 },"
        + " { phase = training, rounds = 1 },"
        + " { phase = clipping, spread = layer, delta { from = 2, bound = loss, max-loss-rise = 0.5 } } ]",
  };

  private TinyScenario() {}

  public static Scenario in(Path folder, String... overrides)
      throws IOException, InvalidConfigException {
    Path file = folder.resolve("tiny.conf");
    Files.writeString(file, TEXT);
    return ScenarioReader.read(file, List.of(overrides));
  }

  public static RunOptions options(Path output, int threads) {
    return new RunOptions(
        Optional.of(output), threads, Optional.empty(), false, ProgressDisplay.NONE);
  }
}
