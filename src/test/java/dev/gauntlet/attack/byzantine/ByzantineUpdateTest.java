package dev.gauntlet.attack.byzantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.attack.ActiveRounds;
import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.simulation.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ByzantineUpdateTest {

  private static final int LENGTH = 40;
  private final HonestUpdates honest = updates(5);

  @Test
  void aFlippedSignIsTheOwnUpdateBackwards() {
    ParameterVector forged = new SignFlip(2).craft(honest, random());

    assertThat(forged).isEqualTo(honest.all().get(1).times(-2));
  }

  @Test
  void gaussianNoiseHasItsDeviationWhateverTheUpdate() {
    HonestUpdates long_ = new HonestUpdates(List.of(ParameterVector.adopt(new float[20_000])), 0);
    ParameterVector noise = new GaussianNoise(3).craft(long_, random());

    assertThat(noise.norm() / Math.sqrt(20_000)).isCloseTo(3, within(0.1));
    assertThat(new GaussianNoise(3).craft(long_, random())).isEqualTo(noise);
  }

  @Test
  void updatesThatCancelHaveAMeanOfZero() {
    List<ParameterVector> cancelling =
        DoubleStream.of(0.1, 0.2, -0.3, 0.3, -0.2, -0.1)
            .mapToObj(value -> ParameterVector.copyOf((float) value))
            .toList();

    assertThat(new HonestUpdates(cancelling, 0).mean()).containsExactly(0.0);
  }

  @Test
  void aLittleIsEnoughIsSomeDeviationsBelowTheMeanOfEachCoordinate() {
    ParameterVector forged = new LittleIsEnough(1.5).craft(honest, random());

    for (int i = 0; i < LENGTH; i++) {
      double deviation = Math.sqrt(meanSquare(i) - mean(i) * mean(i));
      assertThat((double) forged.get(i)).isCloseTo(mean(i) - 1.5 * deviation, within(1e-5));
    }
  }

  // By a table of the normal distribution; 50 and 24 are the example of the paper.
  @ParameterizedTest
  @CsvSource({"50, 24, 1.43", "10, 4, 0.43", "100, 20, 0.286", "10, 3, 0.18"})
  void theGreatestZIsWhereEnoughBenignClientsAreFurtherOff(int clients, int attackers, double z) {
    assertThat(LittleIsEnough.greatestZ(clients, attackers)).isCloseTo(z, within(0.005));
    assertThat(LittleIsEnough.greatestZ(10, 6)).isInfinite();
  }

  @Test
  void theInnerProductWithTheHonestMeanIsNegative() {
    ParameterVector forged = new InnerProductManipulation(0.5).craft(honest, random());

    for (int i = 0; i < LENGTH; i++) {
      assertThat((double) forged.get(i)).isCloseTo(-0.5 * mean(i), within(1e-6));
    }
  }

  @Test
  void whatIsForgedAgainstTrimmedMeanLiesThreeToFourDeviationsOnTheWrongSide() {
    ParameterVector forged = new FangTrimmedMean().craft(honest, random());

    for (int i = 0; i < LENGTH; i++) {
      double deviation = Math.sqrt(meanSquare(i) - mean(i) * mean(i));
      double off = (forged.get(i) - mean(i)) / deviation;
      assertThat(mean(i) > 0 ? -off : off).isBetween(3 - 1e-4, 4 + 1e-4);
    }
  }

  @Test
  void krumChoosesWhatIsForgedAgainstItAndNothingTwiceAsFarOff() {
    ParameterVector forged = new FangKrum(1e-5).craft(honest, random());

    double lambda = Math.abs(forged.get(0));
    assertThat(lambda).isGreaterThan(1e-5);
    for (int i = 0; i < LENGTH; i++) {
      assertThat((double) forged.get(i)).isCloseTo(-lambda * Math.signum(mean(i)), within(1e-6));
    }
    // With the fewest copies at which any lambda works, it is the greatest of its halvings.
    int copies = 1;
    while (!krum(forged, copies).equals(forged)) {
      copies++;
    }
    assertThat(copies).isLessThanOrEqualTo(honest.count());
    assertThat(krum(forged.times(2), copies)).isNotEqualTo(forged.times(2));
  }

  @ParameterizedTest
  @EnumSource(Perturbation.class)
  void minMaxIsAsFarFromAnHonestUpdateAsTheyAreFromEachOther(Perturbation perturbation) {
    ParameterVector forged = new MinMax(perturbation).craft(honest, random());

    double most = 0;
    double furthest = 0;
    for (ParameterVector one : honest.all()) {
      furthest = Math.max(furthest, forged.minus(one).norm());
      for (ParameterVector other : honest.all()) {
        most = Math.max(most, one.minus(other).norm());
      }
    }
    assertThat(furthest).isCloseTo(most, within(1e-4));
    assertThat(isAwayFromTheMean(forged, perturbation)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Perturbation.class)
  void minSumIsAsFarFromAllAsTheFurthestHonestOne(Perturbation perturbation) {
    ParameterVector forged = new MinSum(perturbation).craft(honest, random());

    double most = honest.all().stream().mapToDouble(this::sumOfSquares).max().orElseThrow();
    assertThat(sumOfSquares(forged)).isCloseTo(most, within(1e-3));
    assertThat(isAwayFromTheMean(forged, perturbation)).isTrue();
  }

  @Test
  void updatesThatAreAllTheSameLeaveNoRoom() {
    ParameterVector one = updates(1).mine();
    HonestUpdates same = new HonestUpdates(List.of(one, one, one), 0);

    for (ByzantineUpdate byzantineUpdate :
        List.of(
            new MinMax(Perturbation.DEVIATION),
            new MinSum(Perturbation.SIGN),
            new FangTrimmedMean())) {
      assertThat(byzantineUpdate.craft(same, random()).minus(one).norm()).isLessThan(1e-6);
    }
    assertThat(new FangKrum(1e-5).craft(same, random()).isFinite()).isTrue();
  }

  @Test
  void aGroupThatIsTooSmallIsRefused() {
    Goal goal = new Goal.Untargeted(new MinMax(Perturbation.SIGN));
    List<ClientId> two = List.of(new ClientId(0), new ClientId(1));

    assertThat(new Adversary(two, goal, true, ActiveRounds.ALWAYS).knowsOthers()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adversary(two, goal, false, ActiveRounds.ALWAYS))
        .withMessageContaining("at least 2 colluding clients, not 1");
  }

  /** The choice of Krum, by its definition, for as many attackers as there are copies. */
  private ParameterVector krum(ParameterVector forged, int copies) {
    List<ParameterVector> all = new ArrayList<>(honest.all());
    IntStream.range(0, copies).forEach(i -> all.add(forged));
    int neighbours = all.size() - copies - 2;
    double best = Double.POSITIVE_INFINITY;
    ParameterVector chosen = forged;
    // Copies first: of equals the forged one counts.
    for (int i = all.size() - 1; i >= 0; i--) {
      int self = i;
      double score =
          IntStream.range(0, all.size())
              .filter(j -> j != self)
              .mapToDouble(j -> Math.pow(all.get(self).minus(all.get(j)).norm(), 2))
              .sorted()
              .limit(neighbours)
              .sum();
      if (score < best) {
        best = score;
        chosen = all.get(i);
      }
    }
    return chosen;
  }

  private boolean isAwayFromTheMean(ParameterVector forged, Perturbation perturbation) {
    double product = 0;
    for (int i = 0; i < LENGTH; i++) {
      double deviation = Math.sqrt(meanSquare(i) - mean(i) * mean(i));
      double direction =
          switch (perturbation) {
            case UNIT_VECTOR -> mean(i);
            case DEVIATION -> deviation;
            case SIGN -> Math.signum(mean(i));
          };
      product += (forged.get(i) - mean(i)) * direction;
    }
    return product < 0;
  }

  private double sumOfSquares(ParameterVector from) {
    return honest.all().stream().mapToDouble(u -> Math.pow(from.minus(u).norm(), 2)).sum();
  }

  private double mean(int i) {
    return honest.all().stream().mapToDouble(update -> update.get(i)).average().orElseThrow();
  }

  private double meanSquare(int i) {
    return honest.all().stream()
        .mapToDouble(update -> (double) update.get(i) * update.get(i))
        .average()
        .orElseThrow();
  }

  private static HonestUpdates updates(int count) {
    List<ParameterVector> updates = new ArrayList<>();
    for (int client = 0; client < count; client++) {
      RandomGenerator random = new RandomStreams(7).stream("update", client);
      float[] values = new float[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        values[i] = (float) (Math.sin(i + 1) + 0.5 * random.nextGaussian());
      }
      updates.add(ParameterVector.adopt(values));
    }
    return new HonestUpdates(updates, Math.min(1, count - 1));
  }

  private static RandomGenerator random() {
    return new RandomStreams(1).stream("forgery");
  }
}
