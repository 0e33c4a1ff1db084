package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Min-sum (Shejwalkar, Houmansadr, NDSS 2021): as {@link MinMax}, but the sum of its squared
 * distances to the honest updates is the greatest such sum of an honest one.
 */
public record MinSum(Perturbation perturbation) implements ByzantineUpdate {

  @Override
  public int leastGroup() {
    return 2;
  }

  @Override
  public ParameterVector craft(HonestUpdates honest, RandomGenerator random) {
    double[] mean = honest.mean();
    double[] direction = perturbation.direction(honest, mean);
    int count = honest.count();
    double products = Arrays.stream(Perturbation.products(honest, mean, direction)).sum();
    double squares = Arrays.stream(Perturbation.squaredDistances(honest, mean)).sum();
    double most =
        Arrays.stream(honest.squaredDistances())
            .mapToDouble(row -> Arrays.stream(row).sum())
            .max()
            .orElse(0);
    double gamma = Perturbation.greaterRoot(products / count, (squares - most) / count);
    return HonestUpdates.along(mean, gamma, direction);
  }
}
