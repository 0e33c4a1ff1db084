package dev.gauntlet.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.Sha256;
import dev.gauntlet.data.published.DataInventory;
import dev.gauntlet.data.published.ImageSets;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDownloadTest {

  private static final DownloadProgress SILENT = (file, bytes, totalBytes) -> {};

  @TempDir Path data;

  @Test
  void unpacksAnArchiveIntoAReadableSet() throws Exception {
    Map<String, byte[]> batches = new TreeMap<>();
    for (int i = 1; i <= 5; i++) {
      batches.put("data_batch_" + i + ".bin", new byte[2 * 3073]);
    }
    batches.put("test_batch.bin", new byte[3073]);
    batches.put("readme.html", new byte[99]);
    byte[] archive = TarFiles.gzip("cifar-10-batches-bin", batches);
    try (FileServer server = new FileServer(archive)) {
      DataDownload.fetch(set("cifar-10", "all.tar.gz", archive, server), data, SILENT);
    }

    assertThat(ImageSets.load("cifar-10", data).training().size()).isEqualTo(10);
    assertThat(data.resolve("cifar-10"))
        .isDirectoryNotContaining("glob:**readme.html")
        .isDirectoryNotContaining("glob:**.tar.gz*");
  }

  @Test
  void fetchesOnlyWhatIsMissing() throws Exception {
    byte[] labels = ByteBuffer.allocate(18).putInt(2049).putInt(10).array();
    try (FileServer server = new FileServer(labels)) {
      RemoteSet set = set("mnist", "t10k-labels-idx1-ubyte", labels, server);
      DataDownload.fetch(set, data, SILENT);
      assertThat(data.resolve("mnist/t10k-labels-idx1-ubyte")).hasBinaryContent(labels);
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void leavesFilesInTheWayToTheUser() throws Exception {
    Path damaged = data.resolve("mnist/train-labels-idx1-ubyte");
    Files.createDirectories(damaged.getParent());
    Files.write(damaged, new byte[3]);
    assertThatThrownBy(() -> DataDownload.fetch("mnist", data, SILENT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("already has train-labels-idx1-ubyte (damaged): move or delete it");

    Files.write(damaged, ByteBuffer.allocate(18).putInt(2049).putInt(10).array());
    assertThatThrownBy(() -> DataDownload.fetch("mnist", data, SILENT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train-labels-idx1-ubyte (not the original)");
    assertThat(damaged).hasSize(18);
  }

  @Test
  void thereIsADownloadForEverySetThatCanBeRead() {
    assertThat(RemoteSets.names()).containsExactlyElementsOf(ImageSets.names());
    for (String name : ImageSets.names()) {
      List<String> expected =
          DataInventory.of(name, data).entries().stream().map(DataInventory.Entry::name).toList();
      List<RemoteFile> files = RemoteSets.named(name).orElseThrow().files();
      if (!files.get(0).isArchive()) {
        assertThat(files).extracting(file -> file.name().replace(".gz", "")).isEqualTo(expected);
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataDownload.fetch("synthetic-digits", data, SILENT))
        .withMessageContaining("there is for mnist, fashion-mnist, cifar-10");
  }

  private static RemoteSet set(String set, String file, byte[] content, FileServer server) {
    return new RemoteSet(
        set,
        List.of(
            new RemoteFile(
                file, content.length, Sha256.of(content), List.of(server.address("/good")))));
  }
}
