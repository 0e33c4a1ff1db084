package dev.gauntlet.attack.byzantine;

import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Min-max (Shejwalkar, Houmansadr, NDSS 2021): as far from the mean of the honest updates, in one
 * direction, that its greatest distance to an honest update is the greatest distance between two of
 * them. The authors search that point by halving; here it is the root of a quadratic. All attackers
 * send the same.
 */
public record MinMax(Perturbation perturbation) implements ByzantineUpdate {

  @Override
  public int leastGroup() {
    return 2;
  }

  @Override
  public ParameterVector craft(HonestUpdates honest, RandomGenerator random) {
    double[] mean = honest.mean();
    double[] direction = perturbation.direction(honest, mean);
    double[] products = Perturbation.products(honest, mean, direction);
    double[] squares = Perturbation.squaredDistances(honest, mean);
    double most =
        Arrays.stream(honest.squaredDistances()).flatMapToDouble(Arrays::stream).max().orElse(0);
    double gamma = Double.POSITIVE_INFINITY;
    for (int i = 0; i < products.length; i++) {
      gamma = Math.min(gamma, Perturbation.greaterRoot(products[i], squares[i] - most));
    }
    return HonestUpdates.along(mean, gamma, direction);
  }
}
