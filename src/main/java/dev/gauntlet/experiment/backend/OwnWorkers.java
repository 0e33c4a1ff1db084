package dev.gauntlet.experiment.backend;

import dev.gauntlet.actor.cluster.ClusterHead;
import dev.gauntlet.experiment.request.ClusterOptions;
import dev.gauntlet.experiment.request.RunOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * JVMs that a run starts on its own machine to be its workers. They end with it, however it ends:
 * each has a pipe to this JVM for its standard input, and ends when that does.
 */
final class OwnWorkers implements AutoCloseable {

  private static final long FAREWELL_SECONDS = 3;
  private static final int HEAP_PERCENT = 60;

  private final List<Process> processes;

  private OwnWorkers(List<Process> processes) {
    this.processes = processes;
  }

  /** Starts as many as the options say; the run's threads are shared out among them. */
  static OwnWorkers start(
      ClusterOptions cluster, String host, ClusterHead clusterHead, RunOptions options) {
    List<Process> processes = new ArrayList<>();
    OwnWorkers workers = new OwnWorkers(processes);
    int number = cluster.ownWorkers();
    try {
      for (int i = 0; i < number; i++) {
        int threads = (options.threads() + number - 1 - i) / number;
        processes.add(
            new ProcessBuilder(command(cluster, host + ":" + clusterHead.port(), threads, options))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
      }
    } catch (IOException e) {
      workers.close();
      throw new UncheckedIOException(e);
    }
    if (number > 0) {
      CompletableFuture<Void> unused =
          CompletableFuture.allOf(
                  processes.stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new))
              .thenRun(() -> clusterHead.giveUp("all workers that the run has started have ended"));
    }
    return workers;
  }

  private static List<String> command(
      ClusterOptions cluster, String join, int threads, RunOptions options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    // The last of its kind holds; a heap that the user has bounded stays so.
    command.add("-XX:MaxRAMPercentage=" + HEAP_PERCENT / (cluster.ownWorkers() + 1));
    command.add("-Dgauntlet.terminal=false");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.gauntlet.cli.Main", "worker", "--owned", "--join", join));
    command.addAll(List.of("--threads", Integer.toString(Math.max(1, threads))));
    options.dataFolder().ifPresent(data -> command.addAll(List.of("--data", data.toString())));
    cluster.file().ifPresent(file -> command.addAll(List.of("--cluster", file.toString())));
    return command;
  }

  boolean isEmpty() {
    return processes.isEmpty();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      try {
        process.getOutputStream().close();
        if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (IOException e) {
        process.destroyForcibly();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
