package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.random.RandomGenerator;

/**
 * The local model poisoning attack on trimmed mean and median with partial knowledge (Fang et al.,
 * USENIX Security 2020, arXiv:1911.11815, section 3.3): where the honest updates raise a coordinate
 * on average, a random value three to four deviations below their mean, elsewhere as far above it.
 */
public record FangTrimmedMean() implements ByzantineUpdate {

  private static final double NEAREST = 3;

  @Override
  public int leastGroup() {
    return 2;
  }

  @Override
  public ParameterVector craft(HonestUpdates honest, RandomGenerator random) {
    double[] mean = honest.mean();
    double[] deviation = honest.deviation(mean);
    float[] forged = new float[mean.length];
    for (int i = 0; i < forged.length; i++) {
      double away = (NEAREST + random.nextDouble()) * deviation[i];
      forged[i] = (float) (mean[i] + (mean[i] > 0 ? -away : away));
    }
    return ParameterVector.adopt(forged);
  }
}
