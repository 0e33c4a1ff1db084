package dev.gauntlet.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** How many threads do the clients' work. */
final class ThreadsOption {

  private static final String NAME = "--threads";

  @Option(
      names = NAME,
      paramLabel = "N",
      description = "Threads on which clients train (default: as many as cores).")
  int count = Runtime.getRuntime().availableProcessors();

  void check(List<String> problems) {
    Problems.requireOne(NAME, count, problems);
  }
}
