package dev.gauntlet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void hasItsNameOnlyOnceItIsWhole() throws Exception {
    Path file = folder.resolve("model.zip");
    AtomicFile.write(file, "old");

    AtomicFile.write(
        file,
        target -> {
          target.write(new byte[100_000]);
          assertThat(file).hasContent("old");
        });

    assertThat(file).hasBinaryContent(new byte[100_000]);
    assertThat(folder.toFile().list()).containsExactly("model.zip");
  }

  @Test
  void leavesTheOldFileAndNoPartOfTheNewWhereWritingFails() throws Exception {
    Path file = folder.resolve("model.zip");
    AtomicFile.write(file, "old");
    IOException full = new IOException("disk full");

    assertThatIOException()
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    target -> {
                      target.write(new byte[100_000]);
                      throw full;
                    }))
        .isSameAs(full);

    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("model.zip");
  }

  @Test
  void finishesWhatOthersHaveWritten() throws Exception {
    Path file = folder.resolve("archive.tar.gz");
    Files.writeString(AtomicFile.unfinished(file), "whole");

    AtomicFile.finish(file);

    assertThat(file).hasContent("whole");
    assertThat(folder.toFile().list()).containsExactly("archive.tar.gz");
  }
}
