package dev.gauntlet.actor.cluster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow: numbers as little-endian, texts and arrays after their length. */
final class WireWriter {

  private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  void putByte(int value) {
    room(1).put((byte) value);
  }

  void putInt(int value) {
    room(Integer.BYTES).putInt(value);
  }

  void putLong(long value) {
    room(Long.BYTES).putLong(value);
  }

  void putDouble(double value) {
    room(Double.BYTES).putDouble(value);
  }

  void putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putInt(utf8.length);
    room(utf8.length).put(utf8);
  }

  void putFloats(float[] values) {
    putInt(values.length);
    ByteBuffer target = room(Math.multiplyExact(values.length, Float.BYTES));
    // The view has the order of the buffer.
    target.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    target.position(target.position() + values.length * Float.BYTES);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int size = Math.addExact(bytes.position(), more);
      int grown = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(size, 2L * bytes.capacity()));
      ByteBuffer larger = ByteBuffer.allocate(Math.max(grown, size)).order(ByteOrder.LITTLE_ENDIAN);
      larger.put(bytes.array(), 0, bytes.position());
      bytes = larger;
    }
    return bytes;
  }
}
