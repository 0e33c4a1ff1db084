package dev.gauntlet.attack.trigger;

import dev.gauntlet.attack.trigger.Trigger.Cell;
import dev.gauntlet.data.Examples;
import java.util.ArrayList;
import java.util.List;

/** Triggers and images as text, a line a row. */
public final class Pictures {

  private Pictures() {}

  /** The trigger's cells as {@code #} in an image of that size. */
  static List<String> of(Trigger trigger, int height, int width) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < height; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < width; column++) {
        line.append(trigger.cells().contains(new Cell(row, column)) ? '#' : '.');
      }
      rows.add(line.toString());
    }
    return rows;
  }

  /** The pixels of one example. */
  public static float[] pixels(Examples examples, int index) {
    float[] pixels = new float[examples.shape().size()];
    examples.copyPixels(index, pixels, 0);
    return pixels;
  }
}
