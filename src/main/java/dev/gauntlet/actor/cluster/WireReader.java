package dev.gauntlet.actor.cluster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link WireWriter} wrote. Never makes more room than the bytes that are left can fill.
 */
final class WireReader {

  private final ByteBuffer bytes;

  WireReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes are not what a node of this program sends. */
  static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String what) {
      super(what);
    }
  }

  int takeByte() {
    return left(1).get() & 0xFF;
  }

  int takeInt() {
    return left(Integer.BYTES).getInt();
  }

  long takeLong() {
    return left(Long.BYTES).getLong();
  }

  double takeDouble() {
    return left(Double.BYTES).getDouble();
  }

  String takeText() {
    int length = takeLength(1);
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(bytes.slice().limit(length)).toString();
      bytes.position(bytes.position() + length);
      return text;
    } catch (CharacterCodingException e) {
      throw new MalformedException("a text is not UTF-8");
    }
  }

  float[] takeFloats() {
    float[] values = new float[takeLength(Float.BYTES)];
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    bytes.position(bytes.position() + values.length * Float.BYTES);
    return values;
  }

  /**
   * A number of elements.
   *
   * @param size the fewest bytes that each of them takes
   */
  int takeLength(int size) {
    int length = takeInt();
    if (length < 0 || (long) length * size > bytes.remaining()) {
      throw new MalformedException(
          length + " elements in the " + bytes.remaining() + " bytes that are left");
    }
    return length;
  }

  void requireEnd() {
    if (bytes.hasRemaining()) {
      throw new MalformedException(bytes.remaining() + " bytes too many");
    }
  }

  private ByteBuffer left(int size) {
    if (bytes.remaining() < size) {
      throw new MalformedException("the message ends too early");
    }
    return bytes;
  }
}
