package dev.gauntlet.data.synthetic;

/**
 * A line of the pen through points in a unit square, x to the right and y downwards.
 *
 * @param points x and y in turn
 */
@SuppressWarnings("ArrayRecordComponent") // constant tables of coordinates, never compared
record Stroke(float[] points) {

  private static final int STEPS_BETWEEN_POINTS = 5;

  /** Straight from point to point. */
  static Stroke line(double... points) {
    return new Stroke(toFloats(points));
  }

  /** Smoothly through all points: a uniform Catmull-Rom spline, as a polyline. */
  static Stroke curve(double... points) {
    int count = points.length / 2;
    float[] polyline = new float[2 * ((count - 1) * STEPS_BETWEEN_POINTS + 1)];
    for (int step = 0; step < polyline.length / 2; step++) {
      int from = Math.min(step / STEPS_BETWEEN_POINTS, count - 2);
      double t = (double) (step - from * STEPS_BETWEEN_POINTS) / STEPS_BETWEEN_POINTS;
      for (int axis = 0; axis < 2; axis++) {
        double before = points[2 * Math.max(from - 1, 0) + axis];
        double start = points[2 * from + axis];
        double end = points[2 * (from + 1) + axis];
        double after = points[2 * Math.min(from + 2, count - 1) + axis];
        polyline[2 * step + axis] = (float) spline(before, start, end, after, t);
      }
    }
    return new Stroke(polyline);
  }

  private static double spline(double before, double start, double end, double after, double t) {
    return start
        + t
            / 2
            * (end
                - before
                + t
                    * (2 * before
                        - 5 * start
                        + 4 * end
                        - after
                        + t * (3 * (start - end) + after - before)));
  }

  private static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
