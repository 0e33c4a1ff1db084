package dev.gauntlet.experiment.runfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendOnlyFileTest {

  @TempDir Path folder;
  private Path path = Path.of("");

  @BeforeEach
  void name() {
    path = folder.resolve("events.jsonl");
  }

  @Test
  void writesLinesInUtf8WhenItIsFlushedOrClosed() throws Exception {
    try (AppendOnlyFile file = new AppendOnlyFile(path)) {
      file.append("one");
      assertThat(path).isEmptyFile();
      file.flush();
      assertThat(path).hasContent("one\n");
      file.append("zwölf");
    }

    assertThat(Files.readString(path)).isEqualTo("one\nzwölf\n");
  }

  @Test
  void holdsWholeLinesOnlyHoweverMuchIsAppended() throws Exception {
    String line = "0123456789".repeat(99);
    try (AppendOnlyFile file = new AppendOnlyFile(path)) {
      for (int i = 0; i < 200; i++) {
        file.append(line);
        assertThat(Files.size(path) % (line.length() + 1)).isZero();
      }
      // What a crash would lose is bounded though nobody flushes.
      assertThat(Files.size(path)).isGreaterThan(100_000);
    }

    assertThat(path).hasContent((line + "\n").repeat(200));
  }

  @Test
  void writesNothingTwice() throws Exception {
    try (AppendOnlyFile file = new AppendOnlyFile(path)) {
      file.append("one");
      file.flush();
      file.flush();
    }

    assertThat(Files.readString(path)).isEqualTo("one\n");
  }

  @Test
  void doesNotWriteOverAFileThatIsThere() throws Exception {
    Files.writeString(path, "precious");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> new AppendOnlyFile(path))
        .withCauseInstanceOf(FileAlreadyExistsException.class);
    assertThat(path).hasContent("precious");
  }
}
