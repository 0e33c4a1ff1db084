package dev.gauntlet.cli;

import dev.gauntlet.matrix.Matrix;
import dev.gauntlet.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks scenarios without running them. */
@Command(
    name = "validate",
    description = "Check scenarios without running them.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

  @Mixin ScenarioFiles scenarios = new ScenarioFiles();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<String> problems = new ArrayList<>();
    List<Scenario> read = scenarios.read(problems);
    Map<Path, Matrix> grids = problems.isEmpty() ? scenarios.grids(problems) : Map.of();
    if (!problems.isEmpty()) {
      return Problems.refuse(problems, spec.commandLine().getErr());
    }
    for (int i = 0; i < read.size(); i++) {
      Scenario scenario = read.get(i);
      scenario.source().warnings().forEach(spec.commandLine().getErr()::println);
      Matrix grid = grids.get(scenarios.files.get(i));
      spec.commandLine()
          .getOut()
          .printf(
              "%s: valid (%s, seed %d, %d clients, %d phases%s)%n",
              scenario.source().file(),
              scenario.name(),
              scenario.seed(),
              scenario.clients(),
              scenario.phases().size(),
              grid == null ? "" : ", a grid of " + grid.cells().size() + " runs");
    }
    spec.commandLine().getErr().flush();
    spec.commandLine().getOut().flush();
    return 0;
  }
}
