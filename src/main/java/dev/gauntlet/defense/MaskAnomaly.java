package dev.gauntlet.defense;

import dev.gauntlet.federation.Median;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which labels need suspiciously small triggers (Wang et al. 2019, section IV.B): the anomaly index
 * of a label is its mask norm's distance from the median of all, in consistent median absolute
 * deviations; a backdoor's target lies below the median by more than the threshold.
 *
 * @param norms by label
 * @param indices by label; 0 if more than half of the norms are equal, for want of a scale
 */
public record MaskAnomaly(List<Double> norms, List<Double> indices) {

  /** Makes the median absolute deviation of normal values their standard deviation. */
  private static final double CONSISTENCY = 1.4826;

  public MaskAnomaly {
    norms = List.copyOf(norms);
    indices = List.copyOf(indices);
  }

  /** The anomaly of labels with these norms, at least one. */
  public static MaskAnomaly of(List<Double> norms) {
    double median = median(norms);
    double deviation =
        CONSISTENCY
            * Median.of(norms.stream().mapToDouble(norm -> Math.abs(norm - median)).toArray());
    return new MaskAnomaly(
        norms,
        norms.stream()
            .map(norm -> deviation == 0 ? 0 : Math.abs(norm - median) / deviation)
            .toList());
  }

  /** The labels whose index is above the threshold, and whose norm is below the median. */
  public List<Integer> flagged(double threshold) {
    double median = median(norms);
    return IntStream.range(0, norms.size())
        .filter(label -> indices.get(label) > threshold && norms.get(label) < median)
        .boxed()
        .toList();
  }

  private static double median(List<Double> norms) {
    return Median.of(norms.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
