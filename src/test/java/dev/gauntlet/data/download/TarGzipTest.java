package dev.gauntlet.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gauntlet.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarGzipTest {

  @TempDir Path folder;

  private final Map<String, byte[]> files =
      new TreeMap<>(
          Map.of(
              "a.bin", new byte[] {1, 2, 3},
              "b.bin", new byte[512],
              "c.bin", new byte[70_000],
              "empty.bin", new byte[0]));

  @Test
  void unpacksTheFilesAskedForAndNoOther() throws Exception {
    Arrays.fill(files.get("c.bin"), (byte) 7);
    Path archive = archive(TarFiles.gzip("batches", files));

    TarGzip.extract(archive, Set.of("a.bin", "c.bin", "empty.bin"), folder);

    assertThat(folder.resolve("a.bin")).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(folder.resolve("c.bin")).hasBinaryContent(files.get("c.bin"));
    assertThat(folder.resolve("empty.bin")).isEmptyFile();
    assertThat(folder.resolve("b.bin")).doesNotExist();
  }

  @Test
  void namesAFileThatTheArchiveLacks() throws Exception {
    Path archive = archive(TarFiles.gzip("batches", files));
    assertThatThrownBy(() -> TarGzip.extract(archive, Set.of("a.bin", "z.bin"), folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not contain z.bin");
  }

  @Test
  void refusesADamagedArchive() throws Exception {
    byte[] whole = TarFiles.gzip("batches", files);
    Path cut = archive(Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> TarGzip.extract(cut, Set.of("empty.bin"), folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("archive.tar.gz");
    assertThat(folder.resolve("empty.bin")).doesNotExist();
  }

  private Path archive(byte[] bytes) throws Exception {
    return Files.write(folder.resolve("archive.tar.gz"), bytes);
  }
}
