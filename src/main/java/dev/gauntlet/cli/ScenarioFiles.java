package dev.gauntlet.cli;

import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioException;
import dev.gauntlet.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The scenarios of a command and the keys set on it. */
final class ScenarioFiles {

  @Parameters(arity = "1..*", paramLabel = "SCENARIO", description = "Scenario files.")
  List<Path> files = List.of();

  @Mixin KeyOverrides overrides = new KeyOverrides();

  /** All scenarios; adds every problem of any of them to {@code problems}. */
  List<Scenario> read(List<String> problems) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Path file : files) {
      try {
        scenarios.add(ScenarioReader.read(file, overrides.texts));
      } catch (ScenarioException e) {
        e.problems().forEach(problem -> problems.add(problem.toString()));
      }
    }
    return scenarios;
  }
}
