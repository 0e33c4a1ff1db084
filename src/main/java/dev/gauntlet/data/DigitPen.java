package dev.gauntlet.data;

import dev.gauntlet.data.DigitStrokes.Point;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws one digit: an affine map, an elastic distortion (a smooth random displacement, after Simard
 * et al. 2003), a pen of random width and pressure, and noise in the ink. The paper stays black, as
 * in MNIST. Only strict arithmetic, so that every machine draws the same.
 */
final class DigitPen {

  static final int SIZE = 28;

  private static final double LARGEST_ANGLE = 0.32;
  private static final double LARGEST_SHEAR = 0.28;
  private static final double LARGEST_SHIFT = 2.2;
  private static final double LARGEST_WAVE = 0.9;
  private static final int PIECES = 3;

  private final RandomGenerator random;
  private final double[] ink = new double[SIZE * SIZE];
  private final double a;
  private final double b;
  private final double c;
  private final double d;
  private final double shiftX;
  private final double shiftY;
  private final double[] wave = new double[8];
  private final double halfWidth;

  DigitPen(RandomGenerator random) {
    this.random = random;
    double angle = between(-LARGEST_ANGLE, LARGEST_ANGLE);
    double shear = between(-LARGEST_SHEAR, LARGEST_SHEAR);
    double width = between(11, 17);
    double height = between(16, 20.5);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    a = cos * width;
    b = (shear * cos - sin) * height;
    c = sin * width;
    d = (shear * sin + cos) * height;
    shiftX = SIZE / 2.0 + between(-LARGEST_SHIFT, LARGEST_SHIFT);
    shiftY = SIZE / 2.0 + between(-LARGEST_SHIFT, LARGEST_SHIFT);
    for (int i = 0; i < wave.length; i += 4) {
      wave[i] = between(0.5, 1) * LARGEST_WAVE;
      wave[i + 1] = between(0.2, 0.45);
      wave[i + 2] = between(0.2, 0.45);
      wave[i + 3] = between(0, 2 * Math.PI);
    }
    halfWidth = between(0.7, 1.6);
  }

  /** Draws the polylines and writes the image, an unsigned byte a pixel. */
  void draw(List<List<Point>> strokes, byte[] pixels, int offset) {
    for (List<Point> stroke : strokes) {
      for (int i = 1; i < stroke.size(); i++) {
        drawPiecewise(stroke.get(i - 1), stroke.get(i));
      }
    }
    double pressure = between(0.75, 1);
    for (int i = 0; i < ink.length; i++) {
      double noisy = ink[i] == 0 ? 0 : ink[i] * pressure + 0.06 * random.nextGaussian();
      pixels[offset + i] = (byte) Math.round(255 * Math.max(0, Math.min(1, noisy)));
    }
  }

  /** A straight piece of a stroke is bent by the distortion: it is drawn in shorter ones. */
  private void drawPiecewise(Point from, Point to) {
    Point start = mapped(from);
    for (int i = 1; i <= PIECES; i++) {
      double share = (double) i / PIECES;
      Point end =
          mapped(
              new Point(
                  from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y())));
      drawSegment(start, end);
      start = end;
    }
  }

  private Point mapped(Point point) {
    double u = point.x() - 0.5;
    double v = point.y() - 0.5;
    double x = a * u + b * v;
    double y = c * u + d * v;
    return new Point(shiftX + x + displacement(0, x, y), shiftY + y + displacement(4, x, y));
  }

  private double displacement(int axis, double x, double y) {
    return wave[axis] * StrictMath.sin(wave[axis + 1] * x + wave[axis + 2] * y + wave[axis + 3]);
  }

  private void drawSegment(Point from, Point to) {
    int reach = 1 + (int) Math.ceil(halfWidth);
    int left = (int) Math.floor(Math.min(from.x(), to.x())) - reach;
    int right = (int) Math.ceil(Math.max(from.x(), to.x())) + reach;
    int top = (int) Math.floor(Math.min(from.y(), to.y())) - reach;
    int bottom = (int) Math.ceil(Math.max(from.y(), to.y())) + reach;
    for (int row = Math.max(0, top); row < Math.min(SIZE, bottom); row++) {
      for (int column = Math.max(0, left); column < Math.min(SIZE, right); column++) {
        double distance = distance(column + 0.5, row + 0.5, from, to);
        double covered = Math.max(0, Math.min(1, halfWidth + 0.5 - distance));
        int pixel = row * SIZE + column;
        ink[pixel] = Math.max(ink[pixel], covered);
      }
    }
  }

  private static double distance(double x, double y, Point from, Point to) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : ((x - from.x()) * dx + (y - from.y()) * dy) / length;
    double nearest = Math.max(0, Math.min(1, along));
    double offX = x - from.x() - nearest * dx;
    double offY = y - from.y() - nearest * dy;
    return Math.sqrt(offX * offX + offY * offY);
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
