package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.attack.ActiveRounds;
import dev.gauntlet.attack.Adaptation;
import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.attack.Poisoning;
import dev.gauntlet.attack.PruningAware;
import dev.gauntlet.attack.RankManipulation;
import dev.gauntlet.attack.SelfClipping;
import dev.gauntlet.attack.trigger.Stamped;
import dev.gauntlet.attack.trigger.TriggerPattern;
import dev.gauntlet.attack.trigger.TriggerPatterns;
import dev.gauntlet.data.partition.KLabel;
import dev.gauntlet.defense.ClippingDelta;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.Normalization;
import dev.gauntlet.learning.Optimiser;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Spread;
import dev.gauntlet.phase.PhasePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedScenariosTest {

  private static final Path SCENARIOS = Path.of("scenarios");

  @TempDir Path folder;

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.walk(SCENARIOS)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void areValidAndTheirResolvedTextReadsAsAnEqualScenario(Path file) {
    Scenario scenario = new ScenarioFile(file).read();

    Scenario again = ScenarioFile.of(folder, "scenario.conf", scenario.source().text()).read();

    assertThat(again).isEqualTo(scenario);
    assertThat(again.source().text()).isEqualTo(scenario.source().text());
    assertThat(scenario.source().warnings()).isEmpty();
    assertThat(again.source().warnings()).isEmpty();
  }

  @Test
  void mnistIsTheSettingOfThePaper() {
    Scenario mnist = new ScenarioFile(SCENARIOS.resolve("paper/mnist.conf")).read();

    assertThat(mnist.name()).isEqualTo("mnist");
    assertThat(mnist.clients()).isEqualTo(10);
    assertThat(mnist.architecture().parameterCount()).isEqualTo(431_080);
    assertThat(mnist.data())
        .isEqualTo(new DataPlan("mnist", new KLabel(3), OptionalInt.empty(), 1000, 60_000, 0));
    assertThat(mnist.architecture().normalization()).isEqualTo(Normalization.uniform(1, 0.5, 0.5));
    assertThat(mnist.federation().training())
        .isEqualTo(new LocalTraining(1, 4, new Optimiser(0.1), 0, PrunedChannels.NONE));
    Adversary attack = mnist.attacks().get(0);
    assertThat(attack.clients()).containsExactly(new ClientId(0));
    assertThat(attack.active()).isEqualTo(ActiveRounds.ALWAYS);
    assertThat(((Goal.Targeted) attack.goal()).method().amplification()).isEqualTo(3);
    assertThat(attack.backdoor().orElseThrow().poisoning()).isEqualTo(new Poisoning.Paired());
    assertThat(attack.backdoor().orElseThrow().triggerPattern())
        .isEqualTo(new Stamped(List.of(TriggerPatterns.pixels(5, 24, 24, 1))));
    assertThat(mnist.phases())
        .extracting(PhasePlan::name)
        .containsExactly("training", "pruning", "fine-tuning", "clipping");
    assertThat(mnist.phases()).contains(new PhasePlan.Training(15));
    assertThat(mnist.phases()).contains(new PhasePlan.FineTuning(5, 5, OptionalDouble.empty()));
  }

  @Test
  void smallMnistIsMnistWithAnotherNetworkAndClippingAlone() {
    Scenario small = new ScenarioFile(SCENARIOS.resolve("paper/mnist-small.conf")).read();

    assertThat(small.name()).isEqualTo("mnist-small");
    assertThat(small.architecture().name()).isEqualTo("lenet-8-16");
    assertThat(small.attacks()).hasSize(1);
    assertThat(small.federation().schedule()).isEqualTo(new RateSchedule.Exponential(0.93));
    assertThat(small.phases())
        .containsExactly(
            new PhasePlan.Training(20),
            new PhasePlan.Clipping(new ClippingDelta.Fixed(3.5), Spread.LIVE));
  }

  /** In what is under the recipe, attackers go on to the end and clipping comes last. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "paper/mnist",
        "paper/mnist-small",
        "paper/random-selection",
        "paper/fashion-mnist"
      })
  void theRecipesAttackersNeverStop(String name) {
    Scenario scenario = new ScenarioFile(SCENARIOS.resolve(name + ".conf")).read();

    assertThat(scenario.attacks()).extracting(Adversary::active).containsOnly(ActiveRounds.ALWAYS);
    List<String> phases = scenario.phases().stream().map(PhasePlan::name).toList();
    assertThat(phases).endsWith("clipping").containsOnlyOnce("clipping");
  }

  @Test
  void theServersOwnDefencesFollowTheTrainingOfTheQuickstart() {
    Scenario quickstart = new ScenarioFile(SCENARIOS.resolve("quickstart.conf")).read();
    for (String name : List.of("fine-pruning", "neural-cleanse")) {
      Scenario scenario =
          new ScenarioFile(SCENARIOS.resolve("post-training/" + name + ".conf")).read();

      assertThat(scenario.name()).isEqualTo(name);
      assertThat(scenario.attacks()).isEqualTo(quickstart.attacks());
      assertThat(scenario.federation().training()).isEqualTo(quickstart.federation().training());
      assertThat(scenario.phases()).extracting(PhasePlan::name).containsExactly("training", name);
    }
  }

  @Test
  void cifarHasFourAttackersWithABarEach() {
    Scenario cifar = new ScenarioFile(SCENARIOS.resolve("paper/cifar-10.conf")).read();

    assertThat(cifar.attacks().get(0).clients())
        .containsExactly(new ClientId(0), new ClientId(1), new ClientId(2), new ClientId(3));
    TriggerPattern triggerPattern =
        cifar.attacks().get(0).backdoor().orElseThrow().triggerPattern();
    assertThat(((Stamped) triggerPattern).parts()).hasSize(4);
  }

  @Test
  void adaptiveAttackersAreTheSmallNetworksAttackerWithAnAnswerEach() {
    assertThat(adaptation("rank-manipulation"))
        .isEqualTo(Adaptation.NONE.with(new RankManipulation(0.25)));
    assertThat(adaptation("pruning-aware"))
        .isEqualTo(
            Adaptation.NONE.with(PruningAware.byOwnData(0.5, ActivationRecord.AFTER_ACTIVATION)));
    assertThat(adaptation("pruning-aware-oracle"))
        .isEqualTo(
            Adaptation.NONE.with(PruningAware.byOracle(0.5, ActivationRecord.AFTER_ACTIVATION)));
    assertThat(adaptation("self-clipping"))
        .isEqualTo(Adaptation.NONE.with(new SelfClipping(3, Spread.LIVE)));
  }

  private static Adaptation adaptation(String name) {
    Scenario adaptive = new ScenarioFile(SCENARIOS.resolve("adaptive/" + name + ".conf")).read();
    Adversary attack = adaptive.attacks().get(0);
    assertThat(adaptive.name()).isEqualTo(name);
    assertThat(adaptive.architecture().name()).isEqualTo("lenet-8-16");
    assertThat(attack.backdoor().orElseThrow().poisoning()).isEqualTo(new Poisoning.Fraction(0.5));
    assertThat(attack.active().contains(30)).isTrue();
    return attack.adaptation();
  }
}
