package dev.gauntlet.attack.trigger;

import dev.gauntlet.data.ImageShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern stamped on an image: some cells get one value in every channel.
 *
 * @param cells where, distinct, at least one
 * @param value the pixel value, limited to the valid range [0, 1] when it is stamped
 */
public record Trigger(List<Cell> cells, double value) {

  /** A pixel's place. */
  public record Cell(int row, int column) {}

  public Trigger {
    cells = List.copyOf(cells);
    if (cells.isEmpty() || cells.stream().distinct().count() < cells.size()) {
      throw new IllegalArgumentException("a trigger has at least one cell, each named once");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a trigger's value is a finite number");
    }
  }

  /** All cells of several triggers, with the value of the first. */
  public static Trigger union(List<Trigger> parts) {
    List<Cell> cells = parts.stream().flatMap(part -> part.cells().stream()).distinct().toList();
    return new Trigger(cells, parts.get(0).value());
  }

  /** The cells that lie outside an image of that shape. */
  public List<Cell> cellsOutside(ImageShape shape) {
    List<Cell> outside = new ArrayList<>();
    for (Cell cell : cells) {
      if (cell.row < 0
          || cell.row >= shape.height()
          || cell.column < 0
          || cell.column >= shape.width()) {
        outside.add(cell);
      }
    }
    return outside;
  }

  /** Stamps the image that begins at {@code offset} of {@code pixels}. */
  public void stamp(float[] pixels, int offset, ImageShape shape) {
    float stamped = (float) Math.max(0, Math.min(1, value));
    for (int channel = 0; channel < shape.channels(); channel++) {
      int plane = offset + channel * shape.height() * shape.width();
      for (Cell cell : cells) {
        pixels[plane + cell.row * shape.width() + cell.column] = stamped;
      }
    }
  }
}
