package dev.gauntlet.learning.openblas;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * An array outside the Java heap, which OpenBLAS reads and writes in place: JavaCPP would copy a
 * {@code float[]} to and fro at every call. Starts at 0 and at a cache line.
 */
final class Floats implements AutoCloseable {

  /** What a buffer over 32-bit byte counts can hold. */
  private static final long MOST = Integer.MAX_VALUE / Float.BYTES - 16;

  private static final int CACHE_LINE_BYTES = 64;

  private final FloatPointer allocated;
  private final FloatPointer start;
  private final int length;

  /** The values. */
  final FloatBuffer values;

  /** The same memory as bit patterns: integer arithmetic masks values without a branch. */
  final IntBuffer bits;

  /**
   * Allocates zeros.
   *
   * @throws IllegalArgumentException if that is more than a buffer can hold
   */
  Floats(long length) {
    if (length > MOST) {
      throw new IllegalArgumentException(
          "a batch with a layer of " + length + " values is too large; at most " + MOST);
    }
    this.length = (int) length;
    allocated = new FloatPointer(length + CACHE_LINE_BYTES / Float.BYTES);
    long past = allocated.address() % CACHE_LINE_BYTES;
    long skipped = past == 0 ? 0 : (CACHE_LINE_BYTES - past) / Float.BYTES;
    start = new FloatPointer(allocated.getPointer(skipped)).limit(length);
    values = start.asBuffer();
    bits = new IntPointer(start).limit(length).asBuffer();
    clear();
  }

  int length() {
    return length;
  }

  /** Where value {@code offset} lies, for a native call. The object is reused. */
  FloatPointer at(int offset) {
    return start.position(offset);
  }

  /** Sets all values to 0. */
  void clear() {
    Pointer.memset(start.position(0), 0, (long) length * Float.BYTES);
  }

  @Override
  public void close() {
    allocated.close();
  }
}
