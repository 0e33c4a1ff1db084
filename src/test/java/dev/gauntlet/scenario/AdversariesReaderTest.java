package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.attack.ActiveRounds;
import dev.gauntlet.attack.Adaptation;
import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AttackerTraining;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.attack.Poisoning;
import dev.gauntlet.attack.PruningAware;
import dev.gauntlet.attack.RankManipulation;
import dev.gauntlet.attack.SelfClipping;
import dev.gauntlet.attack.byzantine.LittleIsEnough;
import dev.gauntlet.attack.byzantine.MinSum;
import dev.gauntlet.attack.byzantine.Perturbation;
import dev.gauntlet.attack.trigger.Stamped;
import dev.gauntlet.attack.trigger.TriggerPatterns;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.hocon.Problem;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.OptimiserChange;
import dev.gauntlet.learning.Spread;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdversariesReaderTest {

  @TempDir Path folder;

  private List<Adversary> attacks(String items) {
    return ScenarioFile.of(folder, "adversaries = [ " + items + " ]").read().attacks();
  }

  private static Goal.Targeted planted(Adversary attack) {
    return (Goal.Targeted) attack.goal();
  }

  @Test
  void whatAnAdversaryLeavesOutIsTheDefault() {
    Adversary attack = attacks("{ clients = [5, 2] }").get(0);

    assertThat(attack.clients()).containsExactly(new ClientId(2), new ClientId(5));
    assertThat(planted(attack).method().amplification()).isEqualTo(1);
    assertThat(attack.active()).isEqualTo(ActiveRounds.ALWAYS);
    assertThat(planted(attack).backdoor().victim()).isEqualTo(9);
    assertThat(planted(attack).backdoor().target()).isEqualTo(1);
    assertThat(planted(attack).backdoor().poisoning()).isEqualTo(new Poisoning.Fraction(0.5));
    assertThat(planted(attack).backdoor().triggerPattern())
        .isEqualTo(new Stamped(List.of(TriggerPatterns.pixels(5, 24, 24, 1))));
  }

  @Test
  void aCountTakesTheFirstClientsThatNobodyLists() {
    assertThat(attacks("{ count = 2 }, { clients = [0, 2] }, { count = 1 }"))
        .extracting(attack -> attack.clients().stream().map(ClientId::index).toList())
        .containsExactly(List.of(1, 3), List.of(0, 2), List.of(4));
  }

  @Test
  void everyoneCanAttack() {
    assertThat(attacks("{ count = 10, amplification = 10 }").get(0).clients()).hasSize(10);
  }

  @Test
  void anAttackCanHaveAnEnd() {
    assertThat(attacks("{ count = 1, active { from-round = 3, until-round = 3 } }").get(0).active())
        .isEqualTo(new ActiveRounds(3, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clients = [0], count = 1 | clients: has both clients and count
          amplification = 1.0      | clients: has neither clients nor count
          clients = []             | clients: names no client
          clients = 0              | clients: 0 is not a list
          clients = [0, 0]         | clients.1: client 0 is listed twice; it stands at adversaries.0.clients.0
          clients = [10]           | clients.0: 10 is out of range; expected a whole number from 0 to 9
          clients = [-1]           | clients.0: -1 is out of range
          clients = [null]         | clients.0: null is not a number
          count = 11               | count: 11 is out of range; expected a whole number from 1 to 10
          count = 0                | count: 0 is out of range
          count = 1, amplification = 11  | amplification: 11 is out of range; expected a number from 1 to 10
          count = 1, amplification = 0.5 | amplification: 0.5 is out of range
          count = 1, backdoor.victim = 10 | backdoor.victim: 10 is out of range; expected a whole number from 0 to 9
          count = 1, backdoor.target = 9  | backdoor.target: 9 is the victim too
          count = 1, backdoor.poison-fraction = 1 | backdoor.poison-fraction: 1 is out of range; expected a number above 0 and below 1
          count = 1, active { from-round = 5, until-round = 3 } | active.until-round: 3 comes before from-round
          count = 1, active { from-round = -1 } | active.from-round: -1 is out of range
          count = 1, adaptive = rank-manipulation | adaptive: 'rank-manipulation' is not a list
          count = 1, colour = red  | colour: unknown key
          """)
  void whatCannotWorkIsAProblem(String keys, String expected) {
    assertThat(ScenarioFile.of(folder, "adversaries = [ { " + keys + " } ]").problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: adversaries.0." + expected);
  }

  @Test
  void attackersCanKnowTheDefenceAndEachOther() {
    Adversary attack =
        attacks(
                "{ count = 2, adaptive = [self-clipping, rank-manipulation, pruning-aware],"
                    + " knowledge = oracle, collusion = none, self-clipping.delta = 2,"
                    + " pruning-aware.expected-share = 0.4 }")
            .get(0);

    assertThat(attack.colluding()).isFalse();
    assertThat(planted(attack).adaptation())
        .isEqualTo(
            Adaptation.NONE
                .with(new RankManipulation(0.25))
                .with(PruningAware.byOracle(0.4, ActivationRecord.AFTER_ACTIVATION))
                .with(new SelfClipping(2, Spread.LIVE)));
  }

  @Test
  void attackersCanTrainInTheirOwnWayOnPairs() {
    Goal.Targeted plant =
        planted(
            attacks(
                    "{ count = 1, backdoor.poison = paired, adaptive = [self-clipping,"
                        + " pruning-aware], self-clipping.spread = layer,"
                        + " pruning-aware.record = before-activation,"
                        + " training { local-epochs = 5, batch-size = 64, learning-rate = 0.01,"
                        + " momentum = 0.9, nesterov = true, weight-decay = 5e-4,"
                        + " schedule { decay = exponential, factor = 0.5, warm-up-rounds = 2 } } }")
                .get(0));

    assertThat(plant.backdoor().poisoning()).isEqualTo(new Poisoning.Paired());
    assertThat(plant.training())
        .isEqualTo(
            new AttackerTraining(
                OptionalInt.of(5),
                OptionalInt.of(64),
                new OptimiserChange(
                    OptionalDouble.of(0.01),
                    OptionalDouble.of(0.9),
                    Optional.of(true),
                    OptionalDouble.of(5e-4)),
                Optional.of(new RateSchedule.WarmUp(2, new RateSchedule.Exponential(0.5)))));
    assertThat(plant.adaptation())
        .isEqualTo(
            Adaptation.NONE
                .with(PruningAware.byOwnData(0.5, ActivationRecord.BEFORE_ACTIVATION))
                .with(new SelfClipping(3, Spread.LAYER)));
    assertThat(planted(attacks("{ count = 1 }").get(0)).training())
        .isEqualTo(AttackerTraining.AS_ASKED);
  }

  @Test
  void anAttackThatSpoilsTheModelHasNoBackdoor() {
    Adversary attack = attacks("{ count = 4, attack = min-sum, perturbation = sign }").get(0);

    assertThat(attack.goal()).isEqualTo(new Goal.Untargeted(new MinSum(Perturbation.SIGN)));
    assertThat(attack.backdoor()).isEmpty();
    assertThat(attack.colluding()).isTrue();
  }

  @Test
  void aLittleIsWhatAMajorityStillSupports() {
    assertThat(attacks("{ count = 4, attack = alie }").get(0).goal())
        .isEqualTo(new Goal.Untargeted(new LittleIsEnough(LittleIsEnough.greatestZ(10, 4))));
    assertThat(attacks("{ count = 2, attack = alie, z = 1.5 }").get(0).goal())
        .isEqualTo(new Goal.Untargeted(new LittleIsEnough(1.5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          attack = magic | attack: unknown attack 'magic'
          attack = sign-flip, amplification = 2 | amplification: does nothing with attack = sign-flip; it belongs to model-replacement
          attack = sign-flip, backdoor.victim = 2 | backdoor: does nothing: this attack plants no backdoor
          attack = sign-flip, adaptive = [self-clipping] | adaptive: does nothing: this attack plants no backdoor
          attack = sign-flip, factor = 0 | factor: 0 is out of range
          attack = min-max, collusion = none | attack: needs the honest updates of at least 2 attackers that collude, not of 1
          attack = fang-krum, count = 2 | attack: needs the honest updates of at least 3 attackers that collude, not of 2
          attack = min-max, perturbation = up | perturbation: unknown perturbation 'up'
          attack = alie, count = 6 | z: 6 of 10 clients are the majority themselves
          attack = alie, count = 2 | z: 2 of 10 clients are too few
          attack = sign-flip, training.local-epochs = 2 | training: does nothing: this attack plants no backdoor
          training.local-epochs = 0 | training.local-epochs: 0 is out of range
          training.batch-size = 0.5 | training.batch-size: 0.5 is not a whole number
          training.learning-rate = 0 | training.learning-rate: 0 is out of range; expected a number above 0
          training.rounds = 3 | training.rounds: unknown key
          training.momentum = 1 | training.momentum: 1 is out of range; expected a number of at least 0 and below 1
          training.schedule.decay = exponential, training.schedule.factor = 0.5 | training.schedule: there is no rate of its own that it changes
          training { learning-rate = 0.1, schedule.decay = cosine } | training.schedule.rounds: is missing
          backdoor.poison = doubled | backdoor.poison: unknown way to poison 'doubled'
          backdoor { poison = paired, trigger.pattern = label-flip } | backdoor.poison: paired needs images without their mark
          backdoor { poison = paired, trigger.pattern = edge-case } | backdoor.poison: paired needs images without their mark
          adaptive = [self-clipping], self-clipping.spread = all | self-clipping.spread: unknown spread 'all'
          adaptive = [pruning-aware], pruning-aware.record = after | pruning-aware.record: unknown record 'after'
          attack = neurotoxin, heaviest-share = 1 | heaviest-share: 1 is out of range
          attack = projected-gradient, radius = 0 | radius: 0 is out of range
          adaptive = [hiding] | adaptive.0: unknown adaptive answer 'hiding'
          adaptive = [self-clipping, self-clipping] | adaptive.1: self-clipping is listed twice
          adaptive = [self-clipping], self-clipping.delta = 0.5 | self-clipping.delta: 0.5 is out of range
          adaptive = [self-clipping], self-clipping.gamma = 1 | self-clipping.gamma: unknown key
          self-clipping.delta = 2 | self-clipping: does nothing without adaptive = [self-clipping]
          knowledge = oracle | knowledge: oracle does nothing without pruning-aware
          knowledge = everything | knowledge: unknown knowledge 'everything'
          collusion = maybe | collusion: unknown collusion 'maybe'
          """)
  void attacksThatCannotWorkAreProblems(String keys, String expected) {
    assertThat(ScenarioFile.of(folder, "adversaries = [ { count = 4, " + keys + " } ]").problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: adversaries.0." + expected);
  }

  @Test
  void anOracleNeedsADefenceThatPrunes() {
    assertThat(
            ScenarioFile.of(
                    folder,
                    "phases = [ { phase = training } ], adversaries = [ { count = 1,"
                        + " adaptive = [pruning-aware], knowledge = oracle } ]")
                .problems())
        .containsExactly(
            "test.conf:1: adversaries.0.knowledge: there is no pruning whose channels an oracle"
                + " could tell; expected own-data, or a phase pruning");
  }

  @Test
  void adversariesCannotShareAClient() {
    assertThat(
            ScenarioFile.of(folder, "adversaries = [ { clients = [0, 1] }, { clients = [1] } ]")
                .problems())
        .containsExactly(
            "test.conf:1: adversaries.1.clients.0: client 1 is listed twice; it stands at"
                + " adversaries.0.clients.1 already");
  }

  @Test
  void thereCannotBeMoreAttackersThanClients() {
    assertThat(
            ScenarioFile.of(folder, "adversaries = [ { count = 8 }, { clients = [0, 1, 2] } ]")
                .problems())
        .containsExactly(
            "test.conf:1: adversaries.0.count: 8 is more than there are free; of 10 clients 3"
                + " attack already");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          phases = [ { phase = training } ], adversaries = [ { clients = [0], adaptive = [rank-manipulation] } ] | adversaries.0.adaptive: rank-manipulation does nothing: there is no phase pruning; leave it out
          adversaries = [ { clients = [0], backdoor { poison = paired, poison-fraction = 0.3 } } ] | adversaries.0.backdoor.poison-fraction: does nothing: poison is paired; leave it out
          clients = 10, aggregation { rule = trimmed-mean, share = 0.05 } | aggregation.share: trims nothing of 10 updates, as clients says; expected at least 1 / 10
          """)
  void warnsOfWhatDoesNothing(String keys, String expected) {
    List<Problem> warnings = ScenarioFile.of(folder, keys).read().source().warnings();

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).toString()).endsWith("test.conf:1: " + expected);
  }

  @Test
  void whoseAttackersPoisonNothingAttacksNobody() {
    assertThat(
            ScenarioFile.of(
                    folder, "adversaries = [ { clients = [0], backdoor { poison-fraction = 0 } } ]")
                .problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: adversaries.0.backdoor.poison-fraction: 0 ");
  }
}
