package dev.gauntlet.cli;

import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.matrix.Matrix;
import dev.gauntlet.matrix.MatrixReader;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      } catch (InvalidConfigException e) {
        e.problems().forEach(problem -> problems.add(problem.toString()));
      }
    }
    return scenarios;
  }

  /** The grids in them, of those that have one; adds every problem of any run of any grid. */
  Map<Path, Matrix> grids(List<String> problems) {
    Map<Path, Matrix> grids = new HashMap<>();
    for (Path file : files) {
      try {
        MatrixReader.readIfAny(file, overrides.texts).ifPresent(grid -> grids.put(file, grid));
      } catch (InvalidConfigException e) {
        e.problems().forEach(problem -> problems.add(problem.toString()));
      }
    }
    return grids;
  }
}
