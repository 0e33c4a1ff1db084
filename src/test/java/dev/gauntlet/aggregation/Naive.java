package dev.gauntlet.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The rules written down once more, in double precision, as short as the papers allow. */
final class Naive {

  private Naive() {}

  static double[] mean(double[][] x, double... weights) {
    double total = DoubleStream.of(weights).sum();
    return perCoordinate(
        x,
        column ->
            IntStream.range(0, x.length).mapToDouble(i -> weights[i] * column[i]).sum() / total);
  }

  static double[] mean(double[][] x) {
    return mean(x, DoubleStream.generate(() -> 1).limit(x.length).toArray());
  }

  static double[] median(double[][] x) {
    return perCoordinate(x, Naive::median);
  }

  static double median(double[] values) {
    double[] v = DoubleStream.of(values).sorted().toArray();
    int n = v.length;
    return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
  }

  static double[] trimmedMean(double[][] x, int cut) {
    return perCoordinate(
        x,
        column ->
            DoubleStream.of(column)
                .sorted()
                .skip(cut)
                .limit(x.length - 2L * cut)
                .average()
                .orElseThrow());
  }

  /** Client numbers by Krum's score. */
  static List<Integer> krum(double[][] x, int f, List<Integer> among) {
    int n = among.size();
    int neighbours = Math.min(n - 1, Math.max(1, n - f - 2));
    Function<Integer, double[]> nearestFirst =
        i ->
            among.stream()
                .filter(j -> !j.equals(i))
                .mapToDouble(j -> Math.pow(distance(x[i], x[j]), 2))
                .sorted()
                .toArray();
    List<Integer> order = new ArrayList<>(among);
    order.sort(
        Comparator.<Integer>comparingDouble(
                i -> DoubleStream.of(nearestFirst.apply(i)).limit(neighbours).sum())
            .thenComparing(nearestFirst, Arrays::compare));
    return order;
  }

  static double[] bulyan(double[][] x, int f) {
    List<Integer> left = new ArrayList<>(all(x));
    List<double[]> chosen = new ArrayList<>();
    while (chosen.size() < x.length - 2 * f) {
      Integer best = krum(x, f, left).get(0);
      left.remove(best);
      chosen.add(x[best]);
    }
    return perCoordinate(
        chosen.toArray(double[][]::new),
        column -> {
          double median = median(column);
          return DoubleStream.of(column)
              .boxed()
              .sorted(Comparator.comparingDouble(v -> Math.abs(v - median)))
              .limit(x.length - 4L * f)
              .mapToDouble(v -> v)
              .average()
              .orElseThrow();
        });
  }

  static double[] geometricMedian(double[][] x, double[] samples, int iterations, double nu) {
    double[] z = mean(x, samples);
    for (int r = 0; r < iterations; r++) {
      double[] at = z;
      z =
          mean(
              x,
              IntStream.range(0, x.length)
                  .mapToDouble(i -> samples[i] / Math.max(nu, distance(at, x[i])))
                  .toArray());
    }
    return z;
  }

  /** {@code v + mean(clip(x_i - v))}. */
  static double[] clippedMean(double[][] x, double[] v, double radius) {
    double[][] clipped =
        Arrays.stream(x)
            .map(
                xi -> {
                  double factor = Math.min(1, radius / distance(xi, v));
                  return IntStream.range(0, v.length)
                      .mapToDouble(k -> v[k] + factor * (xi[k] - v[k]))
                      .toArray();
                })
            .toArray(double[][]::new);
    return mean(clipped);
  }

  static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(k -> a[k] * b[k]).sum();
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  static double cosine(double[] a, double[] b) {
    return dot(a, b) / (norm(a) * norm(b));
  }

  static double distance(double[] a, double[] b) {
    return norm(IntStream.range(0, a.length).mapToDouble(k -> a[k] - b[k]).toArray());
  }

  static List<Integer> all(double[][] x) {
    return IntStream.range(0, x.length).boxed().toList();
  }

  interface OfColumn {
    double value(double[] column);
  }

  static double[] perCoordinate(double[][] x, OfColumn of) {
    return IntStream.range(0, x[0].length)
        .mapToDouble(k -> of.value(Arrays.stream(x).mapToDouble(xi -> xi[k]).toArray()))
        .toArray();
  }
}
