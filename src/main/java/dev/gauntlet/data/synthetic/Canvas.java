package dev.gauntlet.data.synthetic;

/** A grey image that a round pen draws on. */
final class Canvas {

  private final int side;
  private final float[] ink;

  /** An empty canvas of {@code side x side} pixels. */
  Canvas(int side) {
    this.side = side;
    this.ink = new float[side * side];
  }

  /**
   * Draws through points.
   *
   * @param points x and y in turn, in pixels
   * @param radius of the pen, in pixels; edges are one pixel soft
   */
  void draw(float[] points, float radius) {
    for (int i = 0; i + 3 < points.length; i += 2) {
      drawSegment(points[i], points[i + 1], points[i + 2], points[i + 3], radius);
    }
  }

  private void drawSegment(float x0, float y0, float x1, float y1, float radius) {
    float reach = radius + 0.5f;
    int left = Math.max(0, (int) (Math.min(x0, x1) - reach));
    int right = Math.min(side - 1, (int) (Math.max(x0, x1) + reach));
    int top = Math.max(0, (int) (Math.min(y0, y1) - reach));
    int bottom = Math.min(side - 1, (int) (Math.max(y0, y1) + reach));
    float dx = x1 - x0;
    float dy = y1 - y0;
    float squaredLength = Math.max(dx * dx + dy * dy, 1e-6f);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        float px = x + 0.5f - x0;
        float py = y + 0.5f - y0;
        float along = Math.max(0, Math.min(1, (px * dx + py * dy) / squaredLength));
        float ox = px - along * dx;
        float oy = py - along * dy;
        // sqrt is exact to the last bit on every platform, unlike the other functions of Math.
        float covered = reach - (float) Math.sqrt(ox * ox + oy * oy);
        int pixel = y * side + x;
        ink[pixel] = Math.max(ink[pixel], Math.min(1, covered));
      }
    }
  }

  /** How much of a pixel is covered, 0 to 1, row by row. */
  float ink(int pixel) {
    return ink[pixel];
  }
}
