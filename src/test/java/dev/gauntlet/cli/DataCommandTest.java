package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

  @Test
  void tellsOfEveryFileWhetherItIsThereAndWhole(@TempDir Path folder) throws IOException {
    Path mnist = Files.createDirectories(folder.resolve("mnist"));
    Files.writeString(mnist.resolve("train-images-idx3-ubyte"), "cut short");

    CommandLineRun data = CommandLineRun.of("data", "--data", folder.toString());

    assertThat(data.exitCode()).isZero();
    assertThat(data.out().lines())
        .anyMatch(line -> line.matches("mnist +train-images-idx3-ubyte +damaged: .+"))
        .anyMatch(line -> line.matches("mnist +train-labels-idx1-ubyte +missing"))
        .anyMatch(line -> line.matches("cifar-10 +test_batch.bin +missing"));
  }

  @Test
  void refusesToDownloadWhatThereIsNot(@TempDir Path folder) {
    CommandLineRun data =
        CommandLineRun.of("data", "--data", folder.toString(), "--download", "imagenet");

    assertThat(data.exitCode()).isEqualTo(2);
    assertThat(data.err()).contains("imagenet").contains("fashion-mnist");
  }
}
