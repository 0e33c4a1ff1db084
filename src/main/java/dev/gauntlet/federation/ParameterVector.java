package dev.gauntlet.federation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The parameters of a network, or a difference between two, as one immutable vector in the order of
 * Deeplearning4j's flattened parameters.
 */
public final class ParameterVector {

  private final float[] values;

  private ParameterVector(float[] values) {
    this.values = values;
  }

  /** A vector with a copy of these values. */
  public static ParameterVector copyOf(float... values) {
    return new ParameterVector(values.clone());
  }

  /** A vector that takes the array over: the caller must not touch it again. */
  public static ParameterVector adopt(float[] values) {
    return new ParameterVector(values);
  }

  public int length() {
    return values.length;
  }

  public float get(int index) {
    return values[index];
  }

  /** A copy of the values, for the caller to change. */
  public float[] toArray() {
    return values.clone();
  }

  /** Copies all values into {@code target}, which has room for them from {@code offset} on. */
  public void copyTo(float[] target, int offset) {
    System.arraycopy(values, 0, target, offset, values.length);
  }

  /** Copies the {@code count} values from {@code start} on to the start of {@code target}. */
  public void copyTo(float[] target, int start, int count) {
    System.arraycopy(values, start, target, 0, count);
  }

  /** {@code this - base}, as a new vector. */
  public ParameterVector minus(ParameterVector base) {
    requireSameLength(base);
    float[] difference = new float[values.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = values[i] - base.values[i];
    }
    return new ParameterVector(difference);
  }

  /** {@code this + factor * delta}, as a new vector. */
  public ParameterVector plus(ParameterVector delta, double factor) {
    requireSameLength(delta);
    float[] sum = new float[values.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (values[i] + factor * delta.values[i]);
    }
    return new ParameterVector(sum);
  }

  /** {@code factor * this}, as a new vector. */
  public ParameterVector times(double factor) {
    float[] product = new float[values.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = (float) (factor * values[i]);
    }
    return new ParameterVector(product);
  }

  /**
   * Adds, one vector after the other, each one's weight times its {@code count} values from {@code
   * start} on to {@code sums}: four at a time, which loads and stores the sums less often.
   */
  public static void addTo(
      double[] sums, int start, int count, List<ParameterVector> vectors, double... weights) {
    int done = 0;
    for (; done + 4 <= weights.length; done += 4) {
      float[] a = vectors.get(done).values;
      float[] b = vectors.get(done + 1).values;
      float[] c = vectors.get(done + 2).values;
      float[] d = vectors.get(done + 3).values;
      double first = weights[done];
      double second = weights[done + 1];
      double third = weights[done + 2];
      double fourth = weights[done + 3];
      for (int i = 0; i < count; i++) {
        int k = start + i;
        sums[i] = sums[i] + first * a[k] + second * b[k] + third * c[k] + fourth * d[k];
      }
    }
    for (; done < weights.length; done++) {
      vectors.get(done).addTo(sums, start, count, weights[done]);
    }
  }

  private void addTo(double[] sums, int start, int count, double weight) {
    for (int i = 0; i < count; i++) {
      sums[i] += weight * values[start + i];
    }
  }

  /** The inner product with another vector of this length. */
  public double dot(ParameterVector other) {
    requireSameLength(other);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  /** The Euclidean distance to another vector of this length. */
  public double distance(ParameterVector other) {
    requireSameLength(other);
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = (double) values[i] - other.values[i];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }

  /** The Euclidean norm. */
  public double norm() {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  /** Whether no value is infinite or NaN. */
  public boolean isFinite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The values as little-endian 32-bit floats. */
  public byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** A vector of the little-endian 32-bit floats that {@code length} bytes from there on hold. */
  public static ParameterVector ofBytes(byte[] bytes, int offset, int length) {
    float[] values = new float[length / Float.BYTES];
    ByteBuffer.wrap(bytes, offset, length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return new ParameterVector(values);
  }

  /** SHA-256 of the values as little-endian 32-bit floats, in hexadecimal. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(toBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void requireSameLength(ParameterVector other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(
          "vectors of " + values.length + " and " + other.values.length + " parameters");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterVector that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "ParameterVector of " + values.length;
  }
}
