package dev.gauntlet.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gauntlet.federation.ParameterVector;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatefulAggregatorTest {

  private static final Rounds ROUND = Rounds.of(new double[] {3, 0}, new double[] {0, 3});

  @Test
  void aRuleGoesOnWithWhatItRememberedAlsoUnderOtherSettings() {
    StatefulAggregator memory = new StatefulAggregator();

    memory.combine(new CenteredClipping(1, 1), ROUND.round());
    AggregatorState first = memory.memory();
    Aggregation second = memory.combine(new CenteredClipping(2, 1), ROUND.round());

    assertThat(second).isEqualTo(ROUND.by(new CenteredClipping(2, 1), first));
    assertThat(memory.rule()).isEqualTo("centered-clipping");
    assertThat(memory.memory()).isNotEqualTo(first);
  }

  @Test
  void anotherRuleBeginsWithNothing() {
    StatefulAggregator memory = new StatefulAggregator();
    memory.combine(new CenteredClipping(1, 1), ROUND.round());

    assertThat(memory.combine(new FoolsGold(), ROUND.round())).isEqualTo(ROUND.by(new FoolsGold()));
    assertThat(memory.memory().vectors()).isEmpty();
  }

  @Test
  void aRunGoesOnWithWhatWasWrittenDown() {
    StatefulAggregator before = new StatefulAggregator();
    before.combine(new FoolsGold(), ROUND.round());
    StatefulAggregator after = new StatefulAggregator(before.rule(), before.memory());

    assertThat(after.combine(new FoolsGold(), ROUND.round()))
        .isEqualTo(before.combine(new FoolsGold(), ROUND.round()));
  }

  @Test
  void nobodyChangesAMemory() {
    TreeMap<String, ParameterVector> vectors = new TreeMap<>();
    AggregatorState memory = new AggregatorState(vectors, new TreeMap<>());
    vectors.put("late", Rounds.vector(1));

    assertThat(memory).isEqualTo(AggregatorState.NONE);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> memory.vectors().put("late", Rounds.vector(1)));
  }
}
