package dev.gauntlet.experiment.provenance;

import dev.gauntlet.actor.cluster.Identity;
import dev.gauntlet.learning.NetworkEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine that the program runs on, for the manifest. */
public final class Host {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Host() {}

  /** What has to be the same on all nodes of a cluster. */
  public static Identity identity(NetworkEngine engine) {
    return new Identity(Build.current().toString(), arithmetic(engine));
  }

  /**
   * What can round differently, and has to be the same for the same bytes. The number of cores is
   * no part of it.
   */
  static String arithmetic(NetworkEngine engine) {
    return "Java %d of %s, %s, %s"
        .formatted(
            Runtime.version().feature(),
            System.getProperty("java.vendor"),
            processorName(),
            engine.description());
  }

  public static String jvm() {
    return "%s %s (%s)"
        .formatted(
            System.getProperty("java.vm.name"),
            System.getProperty("java.runtime.version"),
            System.getProperty("java.vendor"));
  }

  public static String os() {
    return "%s %s %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
  }

  /** The processor's name where the system tells it, and the number of cores. */
  public static String processor() {
    return processorName() + ", " + Runtime.getRuntime().availableProcessors() + " cores";
  }

  private static String processorName() {
    if (!Files.isReadable(PROCESSORS)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
