package dev.gauntlet.data.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.Sha256;
import dev.gauntlet.data.SmallFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedFilesTest {

  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  @TempDir Path data;
  private Path folder = Path.of("");

  @BeforeEach
  void writeSmallMnist() {
    folder = SmallFiles.mnist(data);
  }

  @Test
  void truncated() {
    SmallFiles.write(folder, IMAGES, Arrays.copyOf(SmallFiles.idxImages(30), 5000));
    assertRefused(IMAGES, "is truncated: 30 images take 23536 bytes, found 5000");

    SmallFiles.write(folder, IMAGES, new byte[7]);
    assertRefused(IMAGES, "is truncated: expected an IDX header of 16 bytes, found 7");
  }

  @Test
  void truncatedGzip() {
    byte[] whole = SmallFiles.gzip(SmallFiles.idxLabels(20));
    for (int length : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
      SmallFiles.write(folder, TEST_LABELS + ".gz", Arrays.copyOf(whole, length));
      assertRefused(TEST_LABELS + ".gz", "is truncated: its gzip data ends early");
    }
  }

  @Test
  void trailingBytes() {
    byte[] gzip = SmallFiles.gzip(SmallFiles.idxLabels(20));
    for (int extra : new int[] {1, 18, 500}) {
      SmallFiles.write(folder, TEST_LABELS + ".gz", Arrays.copyOf(gzip, gzip.length + extra));
      assertRefused(TEST_LABELS + ".gz", extra + " bytes follow the end of its gzip data");
    }

    byte[] whole = SmallFiles.idxImages(30);
    SmallFiles.write(folder, IMAGES, Arrays.copyOf(whole, whole.length + 3));
    assertRefused(IMAGES, "has trailing bytes: 30 images take 23536 bytes, found 23539");
  }

  @Test
  void everyFlippedBitOfAGzippedFile() {
    byte[] whole = SmallFiles.gzip(SmallFiles.idxLabels(20));
    byte[] content = SmallFiles.idxLabels(20);
    for (int bit = 10 * 8; bit < whole.length * 8; bit++) { // 10 bytes: time stamp and the like
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Path path = SmallFiles.write(folder, TEST_LABELS + ".gz", flipped);
      try {
        // A bit that only changes how the same bytes are packed does no harm.
        assertThat(StoredFile.read(path).content()).isEqualTo(content);
      } catch (DataException e) {
        assertThat(e).hasMessageContaining(TEST_LABELS + ".gz");
      }
    }
  }

  @Test
  void wrongMagicNumber() {
    SmallFiles.write(folder, IMAGES, SmallFiles.idxLabels(30));
    assertRefused(IMAGES, "expected the magic number 2051, found 2049");
    SmallFiles.write(folder, IMAGES, SmallFiles.gzip(SmallFiles.idxImages(30)));
    assertRefused(IMAGES, "expected the magic number 2051, found 529205");
  }

  @Test
  void wrongImageSize() {
    byte[] images = SmallFiles.idxImages(30);
    images[11] = 14;
    SmallFiles.write(folder, IMAGES, images);
    assertRefused(IMAGES, "expected images of 28 x 28, found 14 x 28");
  }

  @Test
  void absurdOrZeroCount() {
    byte[] images = SmallFiles.idxImages(30);
    images[4] = (byte) 0xff;
    SmallFiles.write(folder, IMAGES, images);
    assertRefused(IMAGES, "is truncated: 4278190110 images take");
    SmallFiles.write(folder, IMAGES, SmallFiles.idxImages(0));
    assertRefused(IMAGES, "expected images, found none");
  }

  @Test
  void labelOutOfRange() {
    byte[] labels = SmallFiles.idxLabels(20);
    labels[8 + 13] = (byte) 200;
    SmallFiles.write(folder, TEST_LABELS, labels);
    assertRefused(TEST_LABELS, "expected labels from 0 to 9, found 200 for item 13");
  }

  @Test
  void cifarRecordsCutShort() {
    Path cifar = SmallFiles.cifar(data);
    SmallFiles.write(cifar, "data_batch_3.bin", new byte[3073 + 3000]);
    assertThatThrownBy(() -> ImageSets.load("cifar-10", data))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("data_batch_3.bin")
        .hasMessageContaining("3000 more than whole records take");
  }

  @Test
  void genuineSizeButNotGenuineContentUnlessVouchedFor() throws Exception {
    byte[] labels = SmallFiles.idxLabels(10_000);
    SmallFiles.write(
        folder, "t10k-images-idx3-ubyte.gz", SmallFiles.gzip(SmallFiles.idxImages(10_000)));
    SmallFiles.write(folder, "t10k-labels-idx1-ubyte.gz", SmallFiles.gzip(labels));
    assertRefused("t10k-images-idx3-ubyte.gz", KnownSets.MNIST.test().get(0).genuineSha256());
    assertRefused("t10k-images-idx3-ubyte.gz", "./gauntlet data --download mnist");

    StringBuilder sums = new StringBuilder();
    for (String name : new String[] {"t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"}) {
      byte[] stored = Files.readAllBytes(folder.resolve(name));
      sums.append(Sha256.of(stored)).append("  ").append(name).append('\n');
    }
    Files.writeString(folder.resolve("SHA256SUMS"), sums);
    assertThat(ImageSets.load("mnist", data).test().size()).isEqualTo(10_000);

    labels[500] ^= 1;
    SmallFiles.write(folder, "t10k-labels-idx1-ubyte.gz", SmallFiles.gzip(labels));
    assertRefused("t10k-labels-idx1-ubyte.gz", "by SHA256SUMS");
  }

  @Test
  void malformedSums() throws Exception {
    Files.writeString(folder.resolve("SHA256SUMS"), "not a checksum\n");
    assertRefused("SHA256SUMS", "expected lines as sha256sum writes them, found: not a checksum");
  }

  private void assertRefused(String file, String reason) {
    assertThatThrownBy(() -> ImageSets.load("mnist", data))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(folder.resolve(file).toString())
        .hasMessageContaining(reason);
  }
}
