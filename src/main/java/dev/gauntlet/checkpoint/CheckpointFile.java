package dev.gauntlet.checkpoint;

import dev.gauntlet.data.Sha256;
import dev.gauntlet.federation.ParameterVector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a checkpoint:
 *
 * <pre>
 * gauntlet checkpoint 3\n    the format and its number
 * text, vectors              two 32-bit numbers: the bytes of the text, how many vectors there are
 * n, n, ...                  of each vector, how many values it has
 * {"origin":{...},...}       the text, JSON, in which vectors are numbers
 * ...                        the vectors' values, 32-bit floats, little-endian
 * SHA-256                    of all before
 * </pre>
 */
final class CheckpointFile {

  private static final String FAMILY = "gauntlet checkpoint ";
  private static final byte[] MAGIC = (FAMILY + "3\n").getBytes(StandardCharsets.US_ASCII);
  private static final int HASH_BYTES = 32;

  private CheckpointFile() {}

  static void write(Checkpoint checkpoint, OutputStream target) throws IOException {
    List<ParameterVector> vectors = new ArrayList<>();
    byte[] text = StateJson.write(checkpoint, vectors);
    MessageDigest hash = Sha256.digest();
    DigestOutputStream hashed = new DigestOutputStream(target, hash);
    ByteBuffer lengths = ByteBuffer.allocate(Integer.BYTES * (2 + vectors.size()));
    lengths.putInt(text.length).putInt(vectors.size());
    vectors.forEach(vector -> lengths.putInt(vector.length()));
    hashed.write(MAGIC);
    hashed.write(lengths.array());
    hashed.write(text);
    for (ParameterVector vector : vectors) {
      hashed.write(vector.toBytes());
    }
    target.write(hash.digest());
  }

  /**
   * The checkpoint of these bytes.
   *
   * @throws CheckpointException if they are not whole, not as written, or of another format
   */
  static Checkpoint read(byte[] file) throws CheckpointException {
    if (!startsWith(file, FAMILY.getBytes(StandardCharsets.US_ASCII))) {
      throw new CheckpointException("it is no checkpoint");
    }
    if (!startsWith(file, MAGIC)) {
      throw new CheckpointException("it is of a format that this version does not know");
    }
    int end = file.length - HASH_BYTES;
    MessageDigest hash = Sha256.digest();
    hash.update(file, 0, Math.max(0, end));
    if (end < MAGIC.length
        || !Arrays.equals(hash.digest(), Arrays.copyOfRange(file, end, file.length))) {
      throw new CheckpointException("it is damaged: its checksum is wrong");
    }
    try {
      ByteBuffer lengths = ByteBuffer.wrap(file, MAGIC.length, end - MAGIC.length);
      byte[] text = new byte[lengths.getInt()];
      int[] sizes = new int[lengths.getInt()];
      Arrays.setAll(sizes, i -> lengths.getInt());
      lengths.get(text);
      List<ParameterVector> vectors = new ArrayList<>();
      int offset = lengths.position();
      for (int size : sizes) {
        vectors.add(ParameterVector.ofBytes(file, offset, size * Float.BYTES));
        offset += size * Float.BYTES;
      }
      return StateJson.read(text, vectors);
    } catch (IOException | RuntimeException e) {
      // Its checksum is right, so somebody wrote exactly this: another program.
      throw new CheckpointException("it says nothing that this version understands: " + e);
    }
  }

  private static boolean startsWith(byte[] file, byte[] beginning) {
    return file.length >= beginning.length
        && Arrays.equals(file, 0, beginning.length, beginning, 0, beginning.length);
  }
}
