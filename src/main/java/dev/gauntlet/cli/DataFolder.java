package dev.gauntlet.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the folder with the sets of images. */
final class DataFolder {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with mnist/, fashion-mnist/ and cifar-10/ (default: $GAUNTLET_DATA, or data).")
  @Nullable Path option;

  Path path() {
    String variable = System.getenv("GAUNTLET_DATA");
    if (option != null) {
      return option;
    }
    return Path.of(variable == null || variable.isBlank() ? "data" : variable);
  }
}
