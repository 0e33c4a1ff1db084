package dev.gauntlet.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a cluster's settings. */
final class ClusterFile {

  @Option(
      names = "--cluster",
      paramLabel = "FILE",
      description = "Settings of this node of a cluster, as conf/cluster.conf explains them.")
  @Nullable Path option;

  Optional<Path> file() {
    return Optional.ofNullable(option);
  }
}
