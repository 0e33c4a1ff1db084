package dev.gauntlet.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The ten digits as people draw them: some variants of each, a variant being polylines in a box
 * from (0, 0), the top left, to (1, 1).
 */
final class DigitStrokes {

  /** A point of the pen. */
  record Point(double x, double y) {}

  private static final double DEGREES_PER_STEP = 15;

  private static final List<List<List<List<Point>>>> DIGITS =
      List.of(
          List.of(
              List.of(arc(0.5, 0.5, 0.34, 0.46, -90, 270)),
              List.of(arc(0.5, 0.5, 0.24, 0.46, -80, 285))),
          List.of(
              List.of(line(0.5, 0.03, 0.5, 0.97)),
              List.of(line(0.28, 0.26, 0.52, 0.03, 0.52, 0.97)),
              List.of(line(0.3, 0.24, 0.5, 0.04, 0.5, 0.95), line(0.25, 0.95, 0.76, 0.95))),
          List.of(
              List.of(joined(arc(0.48, 0.3, 0.3, 0.26, -170, 40), line(0.18, 0.95, 0.86, 0.95))),
              List.of(
                  joined(
                      joined(
                          arc(0.48, 0.28, 0.28, 0.24, -160, 60),
                          arc(0.3, 0.84, 0.12, 0.1, -60, -300)),
                      line(0.86, 0.93)))),
          List.of(
              List.of(
                  joined(
                      arc(0.45, 0.27, 0.29, 0.23, -160, 80),
                      arc(0.45, 0.72, 0.33, 0.24, -80, 150))),
              List.of(
                  joined(
                      line(0.18, 0.06, 0.8, 0.06, 0.46, 0.4),
                      arc(0.45, 0.68, 0.32, 0.28, -80, 150)))),
          List.of(
              List.of(line(0.62, 0.04, 0.14, 0.64, 0.88, 0.64), line(0.64, 0.34, 0.64, 0.97)),
              List.of(line(0.24, 0.05, 0.2, 0.5, 0.8, 0.5), line(0.76, 0.05, 0.72, 0.97))),
          List.of(
              List.of(
                  joined(
                      line(0.8, 0.06, 0.3, 0.06, 0.25, 0.44),
                      arc(0.46, 0.67, 0.32, 0.28, -130, 140))),
              List.of(
                  joined(line(0.3, 0.08, 0.27, 0.46), arc(0.46, 0.68, 0.3, 0.27, -120, 130)),
                  line(0.3, 0.08, 0.82, 0.05))),
          List.of(
              List.of(joined(line(0.66, 0.03, 0.34, 0.36), arc(0.5, 0.7, 0.28, 0.25, 200, -170))),
              List.of(
                  joined(
                      arc(0.78, 0.62, 0.54, 0.58, -100, -175),
                      arc(0.5, 0.7, 0.27, 0.23, 180, -180)))),
          List.of(
              List.of(line(0.14, 0.07, 0.86, 0.07, 0.42, 0.97)),
              List.of(line(0.14, 0.1, 0.84, 0.06, 0.44, 0.97), line(0.34, 0.5, 0.78, 0.5)),
              List.of(line(0.16, 0.22, 0.16, 0.08, 0.86, 0.08, 0.5, 0.5, 0.4, 0.97))),
          List.of(
              List.of(arc(0.5, 0.27, 0.24, 0.22, 90, 450), arc(0.5, 0.73, 0.3, 0.24, -90, 270)),
              List.of(
                  line(
                      0.74, 0.14, 0.56, 0.06, 0.36, 0.1, 0.28, 0.26, 0.44, 0.44, 0.66, 0.6, 0.74,
                      0.78, 0.56, 0.95, 0.36, 0.92, 0.26, 0.76, 0.4, 0.56, 0.64, 0.4, 0.74, 0.14))),
          List.of(
              List.of(arc(0.47, 0.3, 0.27, 0.25, 0, 360), line(0.74, 0.3, 0.7, 0.97)),
              List.of(
                  joined(
                      arc(0.48, 0.3, 0.26, 0.25, -10, -370),
                      arc(0.3, 0.5, 0.45, 0.46, -20, 100)))));

  private DigitStrokes() {}

  /** How many variants of that digit there are. */
  static int variants(int digit) {
    return DIGITS.get(digit).size();
  }

  /** The polylines of a variant. */
  static List<List<Point>> of(int digit, int variant) {
    return DIGITS.get(digit).get(variant);
  }

  private static List<Point> line(double... coordinates) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new Point(coordinates[i], coordinates[i + 1]));
    }
    return points;
  }

  /** Part of an ellipse; angles in degrees from the right, clockwise because y points down. */
  private static List<Point> arc(
      double x, double y, double radiusX, double radiusY, double from, double to) {
    List<Point> points = new ArrayList<>();
    int steps = (int) Math.ceil(Math.abs(to - from) / DEGREES_PER_STEP);
    for (int i = 0; i <= steps; i++) {
      double angle = StrictMath.toRadians(from + (to - from) * i / steps);
      points.add(
          new Point(x + radiusX * StrictMath.cos(angle), y + radiusY * StrictMath.sin(angle)));
    }
    return points;
  }

  private static List<Point> joined(List<Point> first, List<Point> second) {
    List<Point> points = new ArrayList<>(first);
    points.addAll(second);
    return points;
  }
}
