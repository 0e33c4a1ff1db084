package dev.gauntlet.aggregation;

import dev.gauntlet.aggregation.arithmetic.Blocks;
import dev.gauntlet.aggregation.arithmetic.Clipping;
import dev.gauntlet.aggregation.arithmetic.WeightedSum;
import dev.gauntlet.federation.Median;
import dev.gauntlet.federation.ParameterVector;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * AlignIns: leaves out updates whose direction differs from that of most. An update is looked at in
 * two ways: the cosine of its angle to the global model, and the share of its greatest parameters
 * that have the principal sign, the sign of the sum of all updates' signs. On each, it is kept if
 * it is less than some standard deviations off the median. What is kept is brought down to the
 * median of its norms, and the mean weighted by numbers of examples is taken (Xu, Zhang, Hu, CVPR
 * 2025, arXiv:2503.07978, algorithm 1). The result is 0 if nothing is kept. Stands less than half.
 *
 * @param share of the parameters that count as the greatest, by absolute value; above 0, at most 1
 * @param directionLimit lambda_c, deviations of the cosine; above 0
 * @param signLimit lambda_s, deviations of the share; above 0
 */
public record AlignIns(double share, double directionLimit, double signLimit)
    implements Aggregator {

  private static final int BLOCK = 2048;

  public AlignIns {
    if (!(share > 0 && share <= 1) || !(directionLimit > 0) || !(signLimit > 0)) {
      throw new IllegalArgumentException("a share is above 0 and at most 1, limits are above 0");
    }
  }

  @Override
  public String name() {
    return "alignins";
  }

  @Override
  public Aggregation combine(RoundUpdates round, AggregatorState memory) {
    List<ParameterVector> deltas = round.deltas();
    double[] norms = Clipping.norms(deltas);
    IntPredicate directed = near(cosines(deltas, norms, round.model()), directionLimit);
    IntPredicate signed = near(agreements(deltas), signLimit);
    IntPredicate kept = directed.and(signed);
    int[] chosen = IntStream.range(0, norms.length).filter(kept).toArray();
    double[] weights = new double[norms.length];
    double total = 0;
    if (chosen.length > 0) {
      double median = Median.of(Arrays.stream(chosen).mapToDouble(i -> norms[i]).toArray());
      for (int i : chosen) {
        weights[i] = round.samples()[i] * Clipping.factor(norms[i], median);
        total += round.samples()[i];
      }
    }
    return Aggregation.of(
        WeightedSum.of(deltas, weights, total == 0 ? 1 : total),
        Verdict.choice(round.updates(), kept));
  }

  /** Whether a value is less than so many standard deviations off the median of all, or at it. */
  private static IntPredicate near(double[] values, double limit) {
    double median = Median.of(values);
    double mean = Arrays.stream(values).average().orElse(0);
    double variance =
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0);
    double bound = limit * Math.sqrt(variance);
    return i -> values[i] == median || Math.abs(values[i] - median) < bound;
  }

  private static double[] cosines(
      List<ParameterVector> deltas, double[] norms, ParameterVector model) {
    double norm = model.norm();
    double[] products = deltas.stream().parallel().mapToDouble(model::dot).toArray();
    return IntStream.range(0, norms.length)
        .mapToDouble(i -> norms[i] * norm == 0 ? 0 : products[i] / (norms[i] * norm))
        .toArray();
  }

  /** Of each update, the share of its greatest parameters that have the principal sign. */
  private double[] agreements(List<ParameterVector> deltas) {
    int length = deltas.get(0).length();
    byte[] principal = new byte[length];
    Blocks.forEach(
        length, BLOCK, (block, start, count) -> addSigns(deltas, principal, start, count));
    int greatest = Math.max(1, (int) (share * length + 1e-9));
    return deltas.stream()
        .parallel()
        .mapToDouble(delta -> agreement(delta.toArray(), principal, greatest))
        .toArray();
  }

  private static void addSigns(
      List<ParameterVector> deltas, byte[] principal, int start, int count) {
    float[] values = new float[count];
    int[] sums = new int[count];
    for (ParameterVector delta : deltas) {
      delta.copyTo(values, start, count);
      for (int k = 0; k < count; k++) {
        sums[k] += sign(values[k]);
      }
    }
    for (int k = 0; k < count; k++) {
      principal[start + k] = (byte) Integer.signum(sums[k]);
    }
  }

  /** Of parameters as great as the smallest that count, the first count. */
  private static double agreement(float[] values, byte[] principal, int greatest) {
    float[] sizes = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      sizes[k] = Math.abs(values[k]);
    }
    Arrays.sort(sizes);
    float least = sizes[sizes.length - greatest];
    int equal =
        greatest - (int) IntStream.range(0, sizes.length).filter(k -> sizes[k] > least).count();
    int agreeing = 0;
    for (int k = 0; k < values.length; k++) {
      float size = Math.abs(values[k]);
      if (size > least || (size == least && equal-- > 0)) {
        agreeing += sign(values[k]) == principal[k] ? 1 : 0;
      }
    }
    return (double) agreeing / greatest;
  }

  private static int sign(float value) {
    return (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0);
  }
}
