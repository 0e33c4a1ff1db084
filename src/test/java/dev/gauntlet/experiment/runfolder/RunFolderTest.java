package dev.gauntlet.experiment.runfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gauntlet.experiment.request.RequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir Path parent;

  @Test
  void takesAFolderThatIsNewOrEmptyAndLeavesNoTrace() throws Exception {
    Path nested = parent.resolve("runs/quick-1");
    Path empty = Files.createDirectory(parent.resolve("empty"));

    assertThatCode(() -> RunFolder.check(nested, false)).doesNotThrowAnyException();
    assertThatCode(() -> RunFolder.check(empty, false)).doesNotThrowAnyException();

    assertThat(parent.resolve("runs")).doesNotExist();
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void overwritesAnotherRunOnlyOnRequest() throws Exception {
    Path run = Files.createDirectory(parent.resolve("quick-1"));
    Files.writeString(run.resolve(RunFolder.SCENARIO), "name = quick");

    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> RunFolder.check(run, false))
        .withMessageContaining("quick-1 holds another run")
        .withMessageContaining("--overwrite");
    assertThatCode(() -> RunFolder.check(run, true)).doesNotThrowAnyException();
  }

  @Test
  void overwritesARunThatDiedWhileItWroteItsFirstFile() throws Exception {
    Path run = Files.createDirectory(parent.resolve("killed-1"));
    Files.writeString(run.resolve(RunFolder.SCENARIO + ".part"), "name = ki");

    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> RunFolder.check(run, false))
        .withMessageContaining("holds another run");
    assertThatCode(() -> RunFolder.check(run, true)).doesNotThrowAnyException();
  }

  @Test
  void neverTakesAFolderWithOtherFiles() throws Exception {
    Path home = Files.createDirectory(parent.resolve("home"));
    Files.writeString(home.resolve("thesis.tex"), "precious");

    for (boolean overwrite : new boolean[] {false, true}) {
      assertThatExceptionOfType(RequestException.class)
          .isThrownBy(() -> RunFolder.check(home, overwrite))
          .withMessageContaining("files that are not a run's");
    }
  }

  @Test
  void refusesAFileWhereAFolderShouldBe() throws Exception {
    Path file = Files.writeString(parent.resolve("file"), "");

    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> RunFolder.check(file, true))
        .withMessage(file + " is not a folder; name another with --out");
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> RunFolder.check(file.resolve("below/it"), true))
        .withMessage(file + " is not a folder; name another with --out");
  }

  @Test
  void removesARunsFilesAndNoOthersWhenItOpens() throws Exception {
    Files.writeString(parent.resolve(RunFolder.SCENARIO), "old");
    Files.writeString(parent.resolve(RunFolder.EVENTS), "old");
    Files.writeString(parent.resolve(RunFolder.SUMMARY + ".part"), "old");
    Files.writeString(parent.resolve("notes.txt"), "mine");

    RunFolder folder = RunFolder.open(parent);

    assertThat(folder.path()).isEqualTo(parent);
    assertThat(parent).isDirectoryContaining(file -> file.endsWith("notes.txt"));
    assertThat(parent.toFile().list()).hasSize(1);
  }

  @Test
  void makesItsFolderAndReplacesFiles() throws Exception {
    Path nested = parent.resolve("runs/quick-1");
    RunFolder folder = RunFolder.open(nested);

    folder.write(RunFolder.SUMMARY, "first");
    folder.write(RunFolder.SUMMARY, "zweites, größer");

    assertThat(Files.readString(nested.resolve(RunFolder.SUMMARY))).isEqualTo("zweites, größer");
    assertThat(nested.toFile().list()).containsExactly(RunFolder.SUMMARY);
  }

  @Test
  void keepsTheOldFileWhereWritingTheNewOneFails() throws Exception {
    RunFolder folder = RunFolder.open(parent);
    folder.write(RunFolder.MODEL, "old");
    IOException full = new IOException("disk full");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(
            () ->
                folder.write(
                    RunFolder.MODEL,
                    target -> {
                      target.write("half a".getBytes(StandardCharsets.UTF_8));
                      throw full;
                    }))
        .withCause(full);

    assertThat(parent.resolve(RunFolder.MODEL)).hasContent("old");
    assertThat(RunFolder.open(parent).path().toFile().list()).isEmpty();
  }
}
