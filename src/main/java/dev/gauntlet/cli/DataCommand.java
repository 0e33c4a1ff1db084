package dev.gauntlet.cli;

import dev.gauntlet.data.DataException;
import dev.gauntlet.data.download.DataDownload;
import dev.gauntlet.data.published.DataInventory;
import dev.gauntlet.data.published.ImageSets;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which sets of images there are, and fetches them. */
@Command(
    name = "data",
    description = "Show which data sets are found, whole and genuine; fetch one.",
    mixinStandardHelpOptions = true)
final class DataCommand implements Callable<Integer> {

  @Mixin DataFolder data = new DataFolder();
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--download",
      paramLabel = "SET",
      description = "Fetch what is missing of mnist, fashion-mnist or cifar-10.")
  @Nullable String download;

  @Override
  public Integer call() {
    if (download != null) {
      Optional<Integer> failure = fetch(download);
      if (failure.isPresent()) {
        return failure.get();
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    print(out, "set", "file", "bytes", "state");
    for (DataInventory set : DataInventory.of(data.path())) {
      set.entries().forEach(entry -> print(out, set.set(), entry));
    }
    print(out, "synthetic-digits", "", "", "drawn by code, as many as a scenario asks for");
    out.flush();
    return 0;
  }

  private Optional<Integer> fetch(String set) {
    PrintWriter err = spec.commandLine().getErr();
    if (!ImageSets.names().contains(set)) {
      return Optional.of(
          Problems.refuse(
              List.of(
                  "--download "
                      + set
                      + ": no such set; expected one of "
                      + String.join(", ", ImageSets.names())),
              err));
    }
    boolean terminal = Boolean.getBoolean("gauntlet.terminal");
    try {
      DataDownload.fetch(
          set,
          data.path(),
          (file, bytes, total) -> {
            if (terminal || bytes == total) {
              err.printf(
                  terminal && bytes < total ? "\r%s: %,d of %,d bytes" : "\r%s: %,d of %,d bytes%n",
                  file,
                  bytes,
                  total);
              err.flush();
            }
          });
      return Optional.empty();
    } catch (DataException e) {
      err.println(e.getMessage());
      err.flush();
      return Optional.of(Main.FAILED);
    }
  }

  private static void print(PrintWriter out, String set, DataInventory.Entry entry) {
    print(
        out,
        set,
        entry.name(),
        entry.file().map(file -> String.format(Locale.ROOT, "%,d", file.bytes())).orElse(""),
        switch (entry.state()) {
          case MISSING -> "missing";
          case DAMAGED -> "damaged: " + entry.problem().orElse("");
          case INTACT ->
              entry
                  .origin()
                  .map(origin -> origin.remark().isEmpty() ? "genuine" : origin.remark())
                  .orElse("");
        });
  }

  private static void print(PrintWriter out, String set, String file, String bytes, String state) {
    out.println(
        String.format(Locale.ROOT, "%-16s  %-28s  %13s  %s", set, file, bytes, state)
            .stripTrailing());
  }
}
