package dev.gauntlet.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the program in processes of its own.
 *
 * @param folder into which each writes what it says, under its name
 */
record Processes(Path folder) {

  /** One with the class path of this process. */
  Process start(String name, String... arguments) throws IOException {
    return start(name, System.getProperty("java.class.path"), Map.of(), arguments);
  }

  Process start(String name, String classPath, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                classPath,
                "dev.gauntlet.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name).toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What the process of that name has said. */
  String words(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** A port of this machine that nobody listens on. */
  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /**
   * Waits until a run has written a checkpoint or is over. What happens after it is the same
   * wherever that is.
   */
  static void awaitCheckpoint(Process run, Path folder) throws IOException, InterruptedException {
    Path checkpoints = folder.resolve("checkpoints");
    List<String> before = list(checkpoints);
    while (run.isAlive() && list(checkpoints).equals(before)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static List<String> list(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::toString)
          .filter(name -> name.endsWith(".checkpoint"))
          .sorted()
          .toList();
    }
  }
}
