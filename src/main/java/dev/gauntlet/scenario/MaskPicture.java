package dev.gauntlet.scenario;

import dev.gauntlet.data.ImageShape;
import dev.gauntlet.hocon.Setting;
import java.util.ArrayList;
import java.util.List;

/** A mask as a list of rows, or as one text of several lines. */
record MaskPicture(Setting mask, ImageShape shape) {

  /** The rows as drawn. */
  List<String> rows(String expected) {
    if (mask.isList()) {
      return mask.items(expected).stream().map(row -> row.text(expected)).toList();
    }
    return picture(mask.text(expected));
  }

  /**
   * The lines of a text without what only its place in the file put there: the line of each row of
   * quotes, and an indentation that all lines share beyond the width of the image.
   */
  private List<String> picture(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.size() > shape.height() && lines.get(0).isBlank()) {
      lines.remove(0);
    }
    if (lines.size() > shape.height() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    int indent =
        Math.max(0, lines.stream().mapToInt(String::length).min().orElse(0) - shape.width());
    boolean shared = lines.stream().allMatch(line -> line.startsWith(" ".repeat(indent)));
    return shared ? lines.stream().map(line -> line.substring(indent)).toList() : lines;
  }
}
