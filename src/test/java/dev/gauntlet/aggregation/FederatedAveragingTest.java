package dev.gauntlet.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.simulation.RandomStreams;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FederatedAveragingTest {

  private final FederatedAveraging averaging = new FederatedAveraging();

  @Test
  void weighsUpdatesByExamples() {
    ParameterVector mean =
        combine(List.of(update(0, 1, 4f, 0f), update(1, 3, 0f, 8f), update(2, 4, -1f, 2f)));

    assertThat(mean).isEqualTo(ParameterVector.copyOf(0, 4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 2047, 2048, 2049, 4096, 5000})
  void agreesWithExactArithmeticAcrossBlocks(int length) {
    List<ModelUpdate> updates = randomUpdates(5, length);

    ParameterVector mean = combine(updates);

    assertThat(mean.length()).isEqualTo(length);
    for (int i = 0; i < length; i++) {
      assertThat(mean.get(i)).as("parameter %d", i).isEqualTo(exactMean(updates, i));
    }
  }

  @Test
  void doesNotDependOnTheOrderBeyondRounding() {
    List<ModelUpdate> updates = new ArrayList<>(randomUpdates(6, 100));
    ParameterVector mean = combine(updates);
    for (int rotation = 0; rotation < 6; rotation++) {
      Collections.rotate(updates, 1);

      // Values and weights are short enough for every sum to be exact: equal to the last bit.
      assertThat(combine(updates)).isEqualTo(mean);
    }
  }

  @Test
  void returnsTheOnlyUpdateUnchanged() {
    ModelUpdate only = update(4, 17, 0.1f, -3e38f, Float.MIN_VALUE);

    assertThat(combine(List.of(only))).isEqualTo(only.delta());
  }

  @Test
  void countsExamplesBeyondTheRangeOfInt() {
    int most = Integer.MAX_VALUE;

    assertThat(combine(List.of(update(0, most, 2f), update(1, most, 4f))))
        .isEqualTo(ParameterVector.copyOf(3));
  }

  @Test
  void hasTheNameOfTheScenarioLanguage() {
    assertThat(averaging.name()).isEqualTo("fedavg");
  }

  private ParameterVector combine(List<ModelUpdate> updates) {
    return Rounds.of(updates).by(averaging).delta();
  }

  private static float exactMean(List<ModelUpdate> updates, int index) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal total = BigDecimal.ZERO;
    for (ModelUpdate update : updates) {
      BigDecimal weight = BigDecimal.valueOf(update.samples());
      sum = sum.add(weight.multiply(new BigDecimal(update.delta().get(index))));
      total = total.add(weight);
    }
    return sum.divide(total, MathContext.DECIMAL64).floatValue();
  }

  private static List<ModelUpdate> randomUpdates(int clients, int length) {
    RandomGenerator random = new RandomStreams(1).stream("updates", clients, length);
    List<ModelUpdate> updates = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      float[] delta = new float[length];
      for (int i = 0; i < length; i++) {
        delta[i] = random.nextInt(-5_000, 5_000) / 1024f;
      }
      updates.add(
          new ModelUpdate(new ClientId(client), 100 + 37 * client, ParameterVector.adopt(delta)));
    }
    return updates;
  }

  private static ModelUpdate update(int client, int samples, float... delta) {
    return new ModelUpdate(new ClientId(client), samples, ParameterVector.copyOf(delta));
  }
}
