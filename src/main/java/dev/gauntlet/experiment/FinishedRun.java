package dev.gauntlet.experiment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.gauntlet.report.Json;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a run of the past has left in its folder. */
final class FinishedRun {

  /** As far as it tells who ran it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Program(String version, String commit) {}

  private FinishedRun() {}

  /** Whether the folder holds a run, finished or not, of another scenario than that. */
  static boolean isOfAnother(Path folder, Scenario scenario) {
    Path file = folder.resolve(RunFolder.SCENARIO);
    return Files.exists(file) && !read(file).equals(scenario.source().text());
  }

  /** Whether the folder holds a run that has not come to its end. */
  static boolean isBegun(Path folder) {
    return Files.exists(folder.resolve(RunFolder.SCENARIO)) && !Resumption.hasEnded(folder);
  }

  /** What that scenario came to, if it was run to its end there by this version of the program. */
  static Optional<Summary> of(Path folder, Scenario scenario) {
    if (!Resumption.hasEnded(folder) || isOfAnother(folder, scenario)) {
      return Optional.empty();
    }
    try {
      Program program = Json.read(read(folder.resolve(RunFolder.MANIFEST)), Program.class);
      Build build = Build.current();
      if (!program.version().equals(build.version()) || !program.commit().equals(build.commit())) {
        return Optional.empty();
      }
      return Optional.of(Json.read(read(folder.resolve(RunFolder.SUMMARY)), Summary.class));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
