package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A little is enough (ALIE; Baruch, Baruch, Goldberg, NeurIPS 2019, arXiv:1902.06156): every
 * coordinate is {@code mean - z * deviation} of the honest ones, so little off that enough benign
 * clients are further from the mean. All attackers send the same.
 *
 * @param z how many deviations, above 0
 */
public record LittleIsEnough(double z) implements ByzantineUpdate {

  public LittleIsEnough {
    if (!(z > 0) || Double.isInfinite(z)) {
      throw new IllegalArgumentException("z is above 0, not " + z);
    }
  }

  /**
   * The greatest z that a majority still supports (their z_max): {@code s = floor(n / 2 + 1) - m}
   * benign clients have to be further off, so z is where the standard normal distribution reaches
   * {@code (n - m - s) / (n - m)}.
   *
   * @param clients n, of a round in which all take part
   * @param attackers m, of them
   * @return infinite if the attackers are the majority themselves; not above 0 if there are so few
   *     of them that none is supported
   */
  public static double greatestZ(int clients, int attackers) {
    int supporters = clients / 2 + 1 - attackers;
    double benign = clients - attackers;
    return supporters <= 0
        ? Double.POSITIVE_INFINITY
        : new NormalDistribution().inverseCumulativeProbability((benign - supporters) / benign);
  }

  @Override
  public int leastGroup() {
    return 2;
  }

  @Override
  public ParameterVector craft(HonestUpdates honest, RandomGenerator random) {
    double[] mean = honest.mean();
    return HonestUpdates.along(mean, -z, honest.deviation(mean));
  }
}
