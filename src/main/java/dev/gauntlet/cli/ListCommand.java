package dev.gauntlet.cli;

import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.scenario.Catalogues;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Names everything that a scenario can name. */
@Command(
    name = "list",
    description = "List data sets, networks, attacks, phases and all else a scenario can name.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (Catalogue<?> catalogue : Catalogues.all()) {
      out.println(catalogue.kinds());
      int width =
          catalogue.entries().stream().mapToInt(entry -> entry.name().length()).max().orElse(1);
      for (Catalogue.Entry entry : catalogue.entries()) {
        String source = entry.paper().isEmpty() ? "" : " [" + entry.paper() + "]";
        out.printf("  %-" + width + "s  %s%s%n", entry.name(), entry.summary(), source);
      }
      out.println();
    }
    out.println("Every key and its default: src/main/resources/reference.conf");
    out.flush();
    return 0;
  }
}
