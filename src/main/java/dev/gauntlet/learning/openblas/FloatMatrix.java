package dev.gauntlet.learning.openblas;

/** A row-major matrix inside an array, as an operand; moved about rather than made anew. */
final class FloatMatrix {

  final Floats data;
  final boolean transposed;
  int offset;
  int stride;

  private FloatMatrix(Floats data, boolean transposed) {
    this.data = data;
    this.transposed = transposed;
  }

  /** Taken as it lies. */
  static FloatMatrix of(Floats data) {
    return new FloatMatrix(data, false);
  }

  /** Taken with rows and columns exchanged. */
  static FloatMatrix transposed(Floats data) {
    return new FloatMatrix(data, true);
  }

  /**
   * This view, moved.
   *
   * @param offset of the first element
   * @param stride from a row as it lies to the next
   */
  FloatMatrix at(int offset, int stride) {
    this.offset = offset;
    this.stride = stride;
    return this;
  }

  /** How far apart two rows of the operand are. */
  int rowStep() {
    return transposed ? 1 : stride;
  }

  /** How far apart two columns of the operand are. */
  int columnStep() {
    return transposed ? stride : 1;
  }
}
