package dev.gauntlet.experiment.runfolder;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.data.DataFile;
import dev.gauntlet.data.Sha256;
import dev.gauntlet.report.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a run can go on from a checkpoint with the bytes that it would have had. */
public final class Resumption {

  private Resumption() {}

  /** What a manifest tells of a run's end. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record End(@Nullable Double wallSeconds, @Nullable String failure) {}

  /** Whether the run of that folder has come to its end. */
  public static boolean hasEnded(Path folder) {
    Path manifest = folder.resolve(RunFolder.MANIFEST);
    if (!Files.exists(manifest) || !Files.exists(folder.resolve(RunFolder.MODEL))) {
      return false;
    }
    try {
      End end = Json.read(Files.readString(manifest), End.class);
      return end.wallSeconds() != null && end.failure() == null;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /**
   * Why the scenario in the folder is not the one that the checkpoint is of, if so.
   *
   * @throws IOException if it cannot be read
   */
  public static List<String> problemsOfScenario(Checkpoint from, Path scenario) throws IOException {
    return Sha256.of(Files.readAllBytes(scenario)).equals(from.origin().scenarioSha256())
        ? List.of()
        : List.of(
            scenario
                + " has been changed since the run began; to go on under another scenario, fork:"
                + " ./gauntlet run SCENARIO --from "
                + scenario.getParent());
  }

  /** Everything else that stands against it. */
  public static List<String> problems(Checkpoint from, Checkpoint.Origin now, Path folder)
      throws IOException {
    List<String> problems = new ArrayList<>();
    Checkpoint.Origin then = from.origin();
    if (!then.version().equals(now.version()) || !then.commit().equals(now.commit())) {
      problems.add(
          "the run was begun by version %s (%s) of this program, and this is %s (%s)"
              .formatted(then.version(), then.commit(), now.version(), now.commit()));
    }
    problems.addAll(problemsOfFiles(then.files(), now.files()));
    Checkpoint.JournalPosition journal = from.journal();
    for (Map.Entry<String, Checkpoint.FilePosition> file :
        List.of(
            Map.entry(RunFolder.EVENTS, journal.events()),
            Map.entry(RunFolder.METRICS, journal.metrics()))) {
      if (!AppendOnlyFile.begins(folder.resolve(file.getKey()), file.getValue())) {
        problems.add(
            folder.resolve(file.getKey())
                + " is not what the run has written: it was changed or cut off");
      }
    }
    return problems;
  }

  /** Which data are not those that were read then. */
  public static List<String> problemsOfFiles(List<DataFile> then, List<DataFile> now) {
    Map<String, String> hashes = new HashMap<>();
    now.forEach(file -> hashes.put(file.name(), file.sha256()));
    List<String> problems = new ArrayList<>();
    for (DataFile file : then) {
      String hash = hashes.remove(file.name());
      if (!file.sha256().equals(hash)) {
        problems.add(
            "the run was begun with a file %s of SHA-256 %s, and %s"
                .formatted(
                    file.name(),
                    file.sha256(),
                    hash == null ? "there is none now" : "this one has " + hash));
      }
    }
    hashes.keySet().stream()
        .sorted()
        .forEach(name -> problems.add("the run was begun without a file " + name));
    return problems;
  }
}
