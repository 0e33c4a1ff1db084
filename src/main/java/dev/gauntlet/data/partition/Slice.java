package dev.gauntlet.data.partition;

/**
 * A stretch of a deck of images.
 *
 * @param from the first place
 * @param to the place after the last
 */
record Slice(int from, int to) {

  /**
   * What the holder of that rank gets of a deck that is split evenly: parts are disjoint, cover the
   * deck and are equal to within one. Where there are more holders than images this is impossible;
   * every holder then gets one image, and each image has equally many holders to within one.
   */
  static Slice even(int rank, int holders, int images) {
    if (holders > images) {
      return new Slice(rank % images, rank % images + 1);
    }
    return new Slice(
        (int) ((long) rank * images / holders), (int) ((rank + 1L) * images / holders));
  }

  int length() {
    return to - from;
  }

  /** Its first places, at most {@code most}. */
  Slice first(int most) {
    return length() <= most ? this : new Slice(from, from + most);
  }
}
