package dev.gauntlet.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the folder with the sets of images. */
final class DataFolder {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with mnist/, fashion-mnist/ and cifar-10/ (default: $GAUNTLET_DATA).")
  @Nullable Path option;

  Optional<Path> path() {
    String variable = System.getenv("GAUNTLET_DATA");
    return option != null || variable == null || variable.isBlank()
        ? Optional.ofNullable(option)
        : Optional.of(Path.of(variable));
  }
}
