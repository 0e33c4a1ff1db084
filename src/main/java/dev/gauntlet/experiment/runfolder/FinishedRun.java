package dev.gauntlet.experiment.runfolder;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.gauntlet.data.DataFile;
import dev.gauntlet.experiment.provenance.Build;
import dev.gauntlet.report.Json;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run of the past has left in its folder. */
public final class FinishedRun {

  /** As far as it tells what the run's numbers come from. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Past(String version, String commit, List<DataFile> dataFiles) {}

  private FinishedRun() {}

  /** Whether the folder holds a run, finished or not, of another scenario than that. */
  public static boolean isOfAnother(Path folder, Scenario scenario) {
    Path file = folder.resolve(RunFolder.SCENARIO);
    return Files.exists(file) && !read(file).equals(scenario.source().text());
  }

  /** Whether the folder holds a run that has not come to its end. */
  public static boolean isBegun(Path folder) {
    return Files.exists(folder.resolve(RunFolder.SCENARIO)) && !Resumption.hasEnded(folder);
  }

  /** Whether the folder holds a run of that scenario that has come to its end. */
  public static boolean is(Path folder, Scenario scenario) {
    return Resumption.hasEnded(folder) && !isOfAnother(folder, scenario);
  }

  /**
   * Why the same run would not give the same bytes today, in words that do not name its folder: of
   * many runs it is the same.
   *
   * @param images what would be read
   */
  public static List<String> problems(Path folder, List<DataFile> images) {
    Past past;
    try {
      past = Json.read(read(folder.resolve(RunFolder.MANIFEST)), Past.class);
      summary(folder);
    } catch (UncheckedIOException e) {
      return List.of("a run cannot be read: " + e.getMessage());
    }
    Build build = Build.current();
    List<String> problems = new ArrayList<>();
    if (!past.version().equals(build.version()) || !past.commit().equals(build.commit())) {
      problems.add(
          "a run was made by version %s (%s) of this program, and this is %s (%s)"
              .formatted(past.version(), past.commit(), build.version(), build.commit()));
    }
    problems.addAll(Resumption.problemsOfFiles(past.dataFiles(), images));
    return problems;
  }

  /** What it came to. */
  public static Summary summary(Path folder) {
    return Json.read(read(folder.resolve(RunFolder.SUMMARY)), Summary.class);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
