package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.random.RandomGenerator;

/**
 * The local model poisoning attack on Krum with partial knowledge (Fang et al., USENIX Security
 * 2020, arXiv:1911.11815, section 3.2): {@code -lambda * s}, where s is the sign of the direction
 * in which the honest updates move each coordinate, and lambda the greatest at which Krum, run over
 * the honest updates and as many copies of the forged one as it takes, chooses a copy. All
 * attackers send the same.
 *
 * @param leastLambda at which the search by halving gives up and takes one more copy, above 0
 */
public record FangKrum(double leastLambda) implements ByzantineUpdate {

  public FangKrum {
    if (!(leastLambda > 0) || Double.isInfinite(leastLambda)) {
      throw new IllegalArgumentException("least-lambda is above 0, not " + leastLambda);
    }
  }

  @Override
  public int leastGroup() {
    return 3;
  }

  @Override
  public ParameterVector craft(HonestUpdates honest, RandomGenerator random) {
    double[] signs = honest.mean();
    for (int i = 0; i < signs.length; i++) {
      signs[i] = Math.signum(signs[i]);
    }
    KrumGeometry geometry = new KrumGeometry(honest, signs);
    double lambda = 0;
    for (int copies = 1; lambda == 0 && copies <= honest.count(); copies++) {
      lambda = greatestLambda(geometry, copies);
    }
    return HonestUpdates.along(
        new double[signs.length], -(lambda == 0 ? leastLambda : lambda), signs);
  }

  /** 0 if none is great enough. */
  private double greatestLambda(KrumGeometry geometry, int copies) {
    for (double lambda = geometry.bound(); lambda >= leastLambda; lambda /= 2) {
      if (geometry.krumChoosesForged(lambda, copies)) {
        return lambda;
      }
    }
    return 0;
  }
}
