package dev.gauntlet.cli;

import dev.gauntlet.data.DataInventory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows which sets of images there are. */
@Command(
    name = "data",
    description = "Show which data sets are found, whole and genuine.",
    mixinStandardHelpOptions = true)
final class DataCommand implements Callable<Integer> {

  private static final String ROW = "%-14s  %-28s  %13s  %s";

  @Mixin DataFolder data = new DataFolder();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Optional<Path> folder = data.path();
    if (folder.isEmpty()) {
      return Problems.refuse(
          List.of("there is no data folder; expected --data DIR or the variable GAUNTLET_DATA"),
          spec.commandLine().getErr());
    }
    PrintWriter out = spec.commandLine().getOut();
    print(out, "set", "file", "bytes", "state");
    for (DataInventory set : DataInventory.of(folder.get())) {
      set.entries().forEach(entry -> print(out, set.set(), entry));
    }
    print(out, "synthetic-digits", "", "", "drawn by code, as many as a scenario asks for");
    out.flush();
    return 0;
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
    out.println(String.format(Locale.ROOT, ROW, set, file, bytes, state).stripTrailing());
  }
}
