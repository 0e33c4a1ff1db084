package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Diagnostics;
import dev.gauntlet.hocon.Problem;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.OptimiserChange;
import dev.gauntlet.learning.PrunedChannels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The optimiser and its schedule; two training phases and fine-tuning have 30, 12 and 8 rounds. */
class TrainingReaderTest {

  private static final String PHASES =
      """
      phases = [
        { phase = training }
        { phase = fine-tuning, max-rounds = 12, learning-rate = 0.01 }
        { phase = training, rounds = 8 }
        { phase = fine-tuning, max-rounds = 50, learning-rate = 0.01 }
      ]
      """;

  @TempDir Path folder;

  private ScenarioFile file(String training) {
    return ScenarioFile.of(folder, "training { " + training + " }\n" + PHASES);
  }

  private RateSchedule schedule(String keys) {
    return file("schedule { " + keys + " }").read().federation().schedule();
  }

  @Test
  void byDefaultItIsPlainGradientDescentAtOneRate() {
    assertThat(ScenarioFile.of(folder, "").read().federation().training())
        .isEqualTo(
            new LocalTraining(1, 32, new Optimiser(0.1, 0, false, 0), 0, PrunedChannels.NONE));
  }

  @Test
  void theOptimiserHasItsKeys() {
    assertThat(
            file("learning-rate = 0.05, momentum = 0.9, nesterov = true, weight-decay = 5e-4,"
                    + " last-conv-l2 = 0.1")
                .read()
                .federation()
                .training())
        .isEqualTo(
            new LocalTraining(
                1, 32, new Optimiser(0.05, 0.9, true, 5e-4), 0.1, PrunedChannels.NONE));
  }

  @Test
  void theRateFollowsASchedule() {
    assertThat(schedule("decay = step, every = 10")).isEqualTo(new RateSchedule.Step(10, 0.1));
    assertThat(schedule("decay = exponential, factor = 0.98"))
        .isEqualTo(new RateSchedule.Exponential(0.98));
    assertThat(schedule("decay = cosine, rounds = 60, final-share = 0.1"))
        .isEqualTo(new RateSchedule.Cosine(60, 0.1));
    assertThat(schedule("warm-up-rounds = 5, decay = step, every = 3, factor = 0.5"))
        .isEqualTo(new RateSchedule.WarmUp(5, new RateSchedule.Step(3, 0.5)));
  }

  @Test
  void aCosineTakesAllRoundsThatCanFollowIt() {
    assertThat(schedule("decay = cosine")).isEqualTo(new RateSchedule.Cosine(50, 0));

    String branches = "branches { a = [ { phase = fine-tuning, max-rounds = 4 } ], b = %s }";
    String own = "[ { phase = fine-tuning, max-rounds = 99, learning-rate = 0.1 } ]";
    String text = "training.schedule.decay = cosine\nphases = [ { phase = training } ]\n";
    assertThat(
            ScenarioFile.of(folder, text + branches.formatted(own)).read().federation().schedule())
        .isEqualTo(new RateSchedule.Cosine(34, 0));
    assertThat(
            ScenarioFile.of(folder, text.replace("training }", "pruning }"))
                .read()
                .federation()
                .schedule())
        .isEqualTo(new RateSchedule.Cosine(1, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          momentum = 1          | momentum: 1 is out of range; expected a number of at least 0 and below 1
          momentum = -0.1       | momentum: -0.1 is out of range
          nesterov = true       | nesterov: does nothing without momentum; expected false, or momentum above 0
          nesterov = maybe      | nesterov: 'maybe' is neither true nor false
          weight-decay = -1     | weight-decay: -1 is out of range
          weight-dekay = 1      | weight-dekay: unknown key; did you mean weight-decay?
          schedule = cosine     | schedule: 'cosine' is not a block
          schedule { decay = linear } | schedule.decay: unknown rate decay 'linear'; known: constant, step, exponential, cosine
          schedule { every = 3 } | schedule.every: does nothing with decay = constant; it belongs to step
          schedule { decay = step } | schedule.every: is missing; expected a number of rounds
          schedule { decay = step, every = 0 } | schedule.every: 0 is out of range
          schedule { decay = step, every = 1, factor = 1 } | schedule.factor: 1 is out of range
          schedule { decay = exponential } | schedule.factor: is missing; expected a number above 0 and below 1
          schedule { decay = exponential, factor = 0 } | schedule.factor: 0 is out of range
          schedule { decay = cosine, rounds = 49 } | schedule.rounds: the cosine ends with round 49; expected at least 50, the last round that can follow it
          schedule { decay = cosine, final-share = 2 } | schedule.final-share: 2 is out of range
          schedule { warm-up-rounds = 50 } | schedule.warm-up-rounds: 50 never ends; expected less than 50, the last round that can follow it
          schedule { warm-up-rounds = -1 } | schedule.warm-up-rounds: -1 is out of range
          """)
  void whatCannotWorkIsAProblem(String training, String expected) {
    assertThat(file(training).problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: training." + expected);
  }

  @Test
  void allProblemsAreToldAtOnce() {
    String text =
        """
        training {
          momentum = 1.5
          nesterov = yes
          schedule { decay = cosine
            rounds = 3
            warm-up-rounds = 70 }
        }
        """;
    ScenarioFile file = ScenarioFile.of(folder, text + PHASES);

    assertThat(file.problems())
        .containsExactly(
            "test.conf:2: training.momentum: 1.5 is out of range; expected a number of at least 0"
                + " and below 1",
            "test.conf:5: training.schedule.rounds: the cosine ends with round 3; expected at least"
                + " 50, the last round that can follow it",
            "test.conf:6: training.schedule.warm-up-rounds: 70 never ends; expected less than 50,"
                + " the last round that can follow it");
    assertThat(file.problems("training.momentum=0"))
        .hasSize(3)
        .contains(
            "test.conf:3: training.nesterov: does nothing without momentum; expected false, or"
                + " momentum above 0");
  }

  @Test
  void momentumOfTheOverridesCountsForNesterovs() {
    assertThat(
            file("nesterov = true")
                .read("training.momentum=0.5")
                .federation()
                .training()
                .optimiser())
        .isEqualTo(new Optimiser(0.1, 0.5, true, 0));
  }

  @Test
  void aBlockCanSayWhatItChanges() {
    Section keys = section("momentum = 0.5, schedule { decay = cosine, rounds = 7 }");

    assertThat(OptimiserReader.changes(keys))
        .isEqualTo(
            new OptimiserChange(
                OptionalDouble.empty(),
                OptionalDouble.of(0.5),
                Optional.empty(),
                OptionalDouble.empty()));
    assertThat(ScheduleReader.optional(keys).map(ScheduleReader::byItself))
        .contains(new RateSchedule.Cosine(7, 0));
    assertThat(OptimiserReader.changes(section(""))).isEqualTo(OptimiserChange.NONE);
    assertThat(ScheduleReader.optional(section(""))).isEmpty();
  }

  @Test
  void aScheduleByItselfSaysHowLongItsCosineIs() {
    Diagnostics reading = new Diagnostics("test.conf");
    Section keys = section("schedule { decay = cosine }", reading);

    ScheduleReader.optional(keys).ifPresent(ScheduleReader::byItself);

    assertThat(reading.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "test.conf:1: training.schedule.rounds: is missing; expected how many rounds the cosine"
                + " takes");
  }

  private static Section section(String keys) {
    return section(keys, new Diagnostics("test.conf"));
  }

  private static Section section(String keys, Diagnostics reading) {
    return new Section(
        "training",
        com.typesafe.config.ConfigFactory.parseString(keys).root(),
        Defaults.NONE,
        "test.conf:1",
        reading);
  }

  @Test
  void anAdversarysOptimiserIsCheckedWithWhatItHasOfTheOthers() {
    Diagnostics reading = new Diagnostics("test.conf");
    Section keys = section("nesterov = true", reading);
    OptimiserChange change = OptimiserReader.changes(keys);

    OptimiserReader.check(keys, change.appliedTo(new Optimiser(0.1, 0.9, false, 0)));
    assertThat(reading.problems()).isEmpty();
    OptimiserReader.check(keys, change.appliedTo(new Optimiser(0.1)));
    assertThat(reading.problems()).hasSize(1);
  }

  @Test
  void theResolvedTextReadsBackTheSame() {
    Scenario scenario =
        file("momentum = 0.9, nesterov = on, weight-decay = 1e-4,"
                + " schedule { decay = cosine, warm-up-rounds = 3 }")
            .read();

    assertThat(ScenarioFile.of(folder, scenario.source().text()).read()).isEqualTo(scenario);
    assertThat(List.of(scenario.source().text().split("\n"))).contains("  nesterov = on");
  }
}
