package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineCheckTest {

  @TempDir Path folder;

  private ScenarioFile file(String keys) {
    return ScenarioFile.of(folder, "time.deadline = 10 s\n" + keys);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          devices.latency = 6 | nobody can meet it: the quickest client needs 12 s
          devices.latency { distribution = uniform, min = 6, max = 9 } | nobody can meet it
          devices.bandwidth = 200 kB | nobody can meet it: the quickest client needs 17.2432 s
          devices.latency = 6, phases = [ { phase = pruning } ] | nobody can meet it: the quickest client needs 12 s
          devices { latency = 6, groups = [ { clients = [1], latency = 5.5 } ] } | nobody can meet it: the quickest client needs 11 s
          time.min-updates = 2, devices { latency = 6, groups = [ { clients = [1], latency = 0 } ] } | only 1 of the 2 clients that min-updates wants can meet it
          """)
  void knowsWhatTheNetworkAloneTakes(String keys, String expected) {
    assertThat(file(keys).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: time.deadline: " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          devices.latency = 5
          devices.latency { distribution = exponential, mean = 100 }
          devices { latency = 6, groups = [ { clients = [1], latency = 0 } ] }
          phases = [ { phase = clipping } ], devices.latency = 6
          phases = [ { phase = pruning } ], devices.bandwidth = 200 kB
          time { mode = asynchronous, concurrency = 2, buffer-size = 1 }, devices.bandwidth = 200 kB
          """)
  void letsPassWhatMayWork(String keys) {
    assertThat(file(keys).read().federation().rules().deadlineSeconds()).isEqualTo(10);
  }

  @Test
  void knowsWhatComputingTakesOnceImagesAreSharedOut() {
    Scenario scenario = file("devices.seconds-per-sample = 0.1, training.local-epochs = 2").read();

    assertThat(DeadlineCheck.of(scenario, client -> 50)).isEmpty();
    assertThat(DeadlineCheck.of(scenario, client -> client == 3 ? 50 : 51)).isEmpty();
    assertThat(DeadlineCheck.of(scenario, client -> 60))
        .hasValueSatisfying(
            problem ->
                assertThat(problem.toString())
                    .contains("test.conf:1: time.deadline: nobody can meet it")
                    .contains("needs 12 s"));
  }

  @Test
  void knowsThatAnAdversaryMayTrainLess() {
    Scenario scenario =
        file("""
                devices.seconds-per-sample = 0.1, training.local-epochs = 2
                adversaries = [ {
                  clients = [0], training.local-epochs = 1
                  backdoor { victim = 1, target = 0, trigger.pattern = pixels }
                } ]
                """)
            .read();

    assertThat(DeadlineCheck.of(scenario, client -> 60)).isEmpty();
    assertThat(DeadlineCheck.of(scenario, client -> 101)).isPresent();
  }

  @Test
  void doesNotJudgeWhatTheTimelineMakesQuicker() {
    Scenario scenario =
        file("devices.seconds-per-sample = 0.1\n"
                + "timeline = [ { at-time = 5, do = speed-up, clients = all, factor = 3 } ]")
            .read();

    assertThat(DeadlineCheck.of(scenario, client -> 200)).isEmpty();
  }

  @Test
  void doesNotAskWithoutADeadline() {
    assertThat(
            DeadlineCheck.of(
                ScenarioFile.of(folder, "").read(),
                client -> {
                  throw new AssertionError();
                }))
        .isEmpty();
  }
}
