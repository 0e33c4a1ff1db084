package dev.gauntlet.scenario;

import java.util.Collection;
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

  /** The part of the grid with these attacks and defences, at least one cell. */
  public Matrix only(Collection<String> attacks, Collection<String> defences) {
    return new Matrix(
        name,
        cells.stream()
            .filter(cell -> attacks.contains(cell.attack()) && defences.contains(cell.defence()))
            .toList());
  }
}
