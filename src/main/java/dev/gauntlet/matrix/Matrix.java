package dev.gauntlet.matrix;

import dev.gauntlet.scenario.Scenario;
import java.util.List;

/**
 * A grid of runs: every attack against every defence, with every seed.
 *
 * @param name of the scenario that it varies
 * @param cells ordered by attack, then defence, each as written, then seed; no two alike
 */
public record Matrix(String name, List<Cell> cells) {

  /**
   * One run of the grid.
   *
   * @param attack its name in the block {@code matrix.attacks}
   * @param defence its name in the block {@code matrix.defences}
   * @param scenario with the keys of both, and the seed
   */
  public record Cell(String attack, String defence, Scenario scenario) {}

  public Matrix {
    cells = List.copyOf(cells);
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("a matrix has at least one run");
    }
  }

  /** The names of the attacks, in the order of the grid. */
  public List<String> attacks() {
    return cells.stream().map(Cell::attack).distinct().toList();
  }

  /** The names of the defences, in the order of the grid. */
  public List<String> defences() {
    return cells.stream().map(Cell::defence).distinct().toList();
  }
}
