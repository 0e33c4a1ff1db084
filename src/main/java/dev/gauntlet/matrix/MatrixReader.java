package dev.gauntlet.matrix;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Diagnostics;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.hocon.KeyOverride;
import dev.gauntlet.hocon.Parsed;
import dev.gauntlet.hocon.Problem;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.SourceLocation;
import dev.gauntlet.scenario.MatrixBlock;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the grid of runs in a scenario's block {@code matrix}. */
public final class MatrixReader {

  private static final String KEY = "matrix";

  private final Path file;
  private final Set<Problem> problems = new LinkedHashSet<>();

  private MatrixReader(Path file) {
    this.file = file;
  }

  /**
   * Reads and checks every run of the grid.
   *
   * @param file a scenario, valid by itself
   * @param overrides {@code key=value}, applied to it before the grid's own keys are
   * @throws InvalidConfigException with everything that is wrong with the scenario or, if that is
   *     right, with any run of the grid; also if there is none
   */
  public static Matrix read(Path file, List<String> overrides) throws InvalidConfigException {
    return readIfAny(file, overrides)
        .orElseThrow(
            () ->
                new InvalidConfigException(
                    List.of(
                        new Problem(
                            file.toString(),
                            KEY,
                            "is missing",
                            "expected matrix { attacks { ... }, defences { ... }, seeds = [ ... ]"
                                + " }"))));
  }

  /** The same for a scenario that may have no grid. */
  public static Optional<Matrix> readIfAny(Path file, List<String> overrides)
      throws InvalidConfigException {
    Diagnostics reading = new Diagnostics(file.toString());
    Optional<ConfigObject> written = Parsed.of(file, overrides, reading);
    Optional<Scenario> base = written.flatMap(keys -> ScenarioReader.of(keys, reading));
    if (base.isEmpty()) {
      throw new InvalidConfigException(reading.problems());
    }
    return written.orElseThrow().get(KEY) instanceof ConfigObject
        ? Optional.of(new MatrixReader(file).matrix(base.get(), written.orElseThrow(), reading))
        : Optional.empty();
  }

  private Matrix matrix(Scenario base, ConfigObject written, Diagnostics reading)
      throws InvalidConfigException {
    MatrixBlock block =
        MatrixBlock.read(
            new Section("", written, Defaults.scenario(), reading.file(), reading).section(KEY));
    List<Long> seeds = block.seeds().isEmpty() ? List.of(base.seed()) : block.seeds();
    List<Matrix.Cell> cells = new ArrayList<>();
    for (String attack : block.attacks().keySet()) {
      for (String defence : block.defences().keySet()) {
        if (block.has(attack, defence)) {
          for (long seed : seeds) {
            cell(written, block.attacks().get(attack), block.defences().get(defence), seed)
                .map(run -> new Matrix.Cell(attack, defence, run))
                .ifPresent(cells::add);
          }
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(List.copyOf(problems));
    }
    return new Matrix(base.name(), cells);
  }

  private Optional<Scenario> cell(
      ConfigObject written, List<KeyOverride> attack, List<KeyOverride> defence, long seed) {
    Diagnostics reading = new Diagnostics(file.toString());
    ConfigObject changed = written.withoutKey(KEY);
    for (List<KeyOverride> overrides : List.of(attack, defence)) {
      for (KeyOverride override : overrides) {
        changed = override.appliedTo(changed, Defaults.scenario(), reading);
      }
    }
    Optional<Scenario> scenario =
        ScenarioReader.of(
            changed.withValue("seed", ConfigValueFactory.fromAnyRef(seed, SourceLocation.DEFAULT)),
            reading);
    problems.addAll(reading.problems());
    return scenario;
  }
}
