package dev.gauntlet.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small data files in the formats of the published sets. */
public final class SmallFiles {

  private SmallFiles() {}

  /** An IDX file of 28 x 28 images; image i is filled with the value i. */
  public static byte[] idxImages(int count) {
    ByteBuffer file = ByteBuffer.allocate(16 + count * 784);
    file.putInt(2051).putInt(count).putInt(28).putInt(28);
    for (int i = 0; i < count * 784; i++) {
      file.put((byte) (i / 784));
    }
    return file.array();
  }

  /** An IDX file of labels: 0 to 9 in turn. */
  public static byte[] idxLabels(int count) {
    ByteBuffer file = ByteBuffer.allocate(8 + count);
    file.putInt(2049).putInt(count);
    for (int i = 0; i < count; i++) {
      file.put((byte) (i % 10));
    }
    return file.array();
  }

  /** CIFAR-10 records: labels 0 to 9 in turn; red is 1, green 2 and blue 3 plus {@code base}. */
  public static byte[] cifarRecords(int count, int base) {
    byte[] file = new byte[count * 3073];
    for (int i = 0; i < file.length; i++) {
      int inRecord = i % 3073;
      file[i] = (byte) (inRecord == 0 ? i / 3073 % 10 : base + 1 + (inRecord - 1) / 1024);
    }
    return file;
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static Path write(Path folder, String name, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A small MNIST of one's own below that folder: 30 training and 20 test images. */
  public static Path mnist(Path dataFolder) {
    Path folder = dataFolder.resolve("mnist");
    write(folder, "train-images-idx3-ubyte", idxImages(30));
    write(folder, "train-labels-idx1-ubyte", idxLabels(30));
    write(folder, "t10k-images-idx3-ubyte.gz", gzip(idxImages(20)));
    write(folder, "t10k-labels-idx1-ubyte.gz", gzip(idxLabels(20)));
    return folder;
  }

  /** A small CIFAR-10 of one's own below that folder: two images a batch. */
  public static Path cifar(Path dataFolder) {
    Path folder = dataFolder.resolve("cifar-10");
    for (int batch = 1; batch <= 5; batch++) {
      write(folder, "data_batch_" + batch + ".bin", cifarRecords(2, 10 * batch));
    }
    write(folder, "test_batch.bin", cifarRecords(2, 60));
    return folder;
  }
}
