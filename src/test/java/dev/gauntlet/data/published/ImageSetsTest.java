package dev.gauntlet.data.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.DataFile;
import dev.gauntlet.data.DataSet;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.Sha256;
import dev.gauntlet.data.SmallFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetsTest {

  @TempDir Path data;

  @Test
  void readsIdxPlainAndGzipped() throws Exception {
    Path folder = SmallFiles.mnist(data);

    DataSet set = ImageSets.load("mnist", data);

    assertThat(set.name()).isEqualTo("mnist (not the original)");
    assertThat(set.classes()).isEqualTo(10);
    assertThat(set.training().size()).isEqualTo(30);
    assertThat(set.test().size()).isEqualTo(20);
    assertThat(set.training().shape()).isEqualTo(new ImageShape(1, 28, 28));
    assertThat(set.training().label(17)).isEqualTo(7);
    float[] pixels = new float[784];
    set.training().copyPixels(17, pixels, 0);
    assertThat(pixels).containsOnly(17 / 255f);
    assertThat(set.files())
        .extracting(DataFile::name)
        .containsExactly(
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz");
    byte[] stored = Files.readAllBytes(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    assertThat(set.files().get(3))
        .isEqualTo(new DataFile("t10k-labels-idx1-ubyte.gz", stored.length, Sha256.of(stored)));
  }

  @Test
  void readsCifarBatchesInOrderAndPlaneByPlane() {
    SmallFiles.cifar(data);

    DataSet set = ImageSets.load("cifar-10", data);

    assertThat(set.training().size()).isEqualTo(10);
    assertThat(set.test().size()).isEqualTo(2);
    assertThat(set.training().label(5)).isEqualTo(1);
    float[] pixels = new float[3072];
    set.training().copyPixels(5, pixels, 0);
    assertThat(pixels[0]).isEqualTo(31 / 255f);
    assertThat(pixels[1023]).isEqualTo(31 / 255f);
    assertThat(pixels[1024]).isEqualTo(32 / 255f);
    assertThat(pixels[3071]).isEqualTo(33 / 255f);
  }

  @Test
  void knowsGenuineContentHoweverItIsCompressed() {
    KnownSet known = knownCifar(Origin.GENUINE, Origin.GENUINE);
    Path folder = data.resolve("tiny");
    SmallFiles.write(folder, "a.bin.gz", SmallFiles.gzip(SmallFiles.cifarRecords(1, 0)));
    SmallFiles.write(folder, "b.bin", SmallFiles.cifarRecords(1, 9));

    assertThat(ImageSets.load(known, data).name()).isEqualTo("tiny");
  }

  @Test
  void namesJpegCopiesAndRefusesToMixThemWithOriginals() {
    Path folder = data.resolve("tiny");
    SmallFiles.write(folder, "a.bin", SmallFiles.cifarRecords(1, 0));
    SmallFiles.write(folder, "b.bin", SmallFiles.cifarRecords(1, 9));

    assertThat(ImageSets.load(knownCifar(Origin.JPEG_COPIES, Origin.JPEG_COPIES), data).name())
        .isEqualTo("tiny (JPEG copies)");
    assertThatThrownBy(() -> ImageSets.load(knownCifar(Origin.GENUINE, Origin.JPEG_COPIES), data))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("mixes original files with JPEG copies (b.bin)");
  }

  @Test
  void namesMissingFilesAndHowToGetThem() throws Exception {
    assertThatThrownBy(() -> ImageSets.load("fashion-mnist", data))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no folder " + data.resolve("fashion-mnist"))
        .hasMessageContaining("train-images-idx3-ubyte")
        .hasMessageContaining("./gauntlet data --download fashion-mnist");

    Files.delete(SmallFiles.mnist(data).resolve("train-labels-idx1-ubyte"));
    assertThatThrownBy(() -> ImageSets.load("mnist", data))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("mnist lacks train-labels-idx1-ubyte (plain or with .gz");
  }

  @Test
  void refusesImagesAndLabelsOfDifferentNumber() {
    Path folder = SmallFiles.mnist(data);
    SmallFiles.write(folder, "train-labels-idx1-ubyte", SmallFiles.idxLabels(29));

    assertThatThrownBy(() -> ImageSets.load("mnist", data))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train-images-idx3-ubyte and train-labels-idx1-ubyte")
        .hasMessageContaining("found 30 images and 29 labels");
  }

  @Test
  void knowsThreeSetsAndNoOther() {
    assertThat(ImageSets.names()).containsExactly("mnist", "fashion-mnist", "cifar-10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageSets.load("imagenet", data))
        .withMessageContaining("imagenet");
  }

  private static KnownSet knownCifar(Origin training, Origin test) {
    ImageShape shape = new ImageShape(3, 32, 32);
    return new KnownSet(
        "tiny",
        10,
        shape,
        List.of(known("a.bin", SmallFiles.cifarRecords(1, 0), training)),
        List.of(known("b.bin", SmallFiles.cifarRecords(1, 9), test)));
  }

  private static KnownFile known(String name, byte[] content, Origin origin) {
    return new KnownFile(
        name, CifarFormat::records, content.length, Map.of(Sha256.of(content), origin));
  }
}
