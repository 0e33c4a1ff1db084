package dev.gauntlet.hocon;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A scenario written out as HOCON, complete, in the order in which it was read. */
final class HoconWriter {

  private static final Set<String> RESERVED = Set.of("true", "false", "null", "include");

  private static final int LONGEST_SHORT = 20;
  private static final String QUOTES = "\"\"\"";

  private HoconWriter() {}

  /**
   * The text of these values.
   *
   * @param values by path; a number in a path is a place in a list
   */
  static String of(Map<String, ConfigValue> values) {
    Map<String, Object> tree = new LinkedHashMap<>();
    values.forEach((path, value) -> put(tree, path, value));
    StringBuilder text = new StringBuilder();
    appendKeys(tree, "", text);
    return text.toString();
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> tree, String path, ConfigValue value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.put(path, value);
      return;
    }
    Object below = tree.computeIfAbsent(path.substring(0, dot), key -> new LinkedHashMap<>());
    put((Map<String, Object>) below, path.substring(dot + 1), value);
  }

  private static void appendKeys(Map<String, Object> tree, String indent, StringBuilder text) {
    tree.forEach(
        (key, value) -> {
          text.append(indent).append(key);
          boolean block = value instanceof Map<?, ?> map && !isList(map);
          append(value, block ? " " : " = ", indent, text);
        });
  }

  @SuppressWarnings("unchecked")
  private static void append(Object value, String before, String indent, StringBuilder text) {
    text.append(before);
    if (value instanceof ConfigValue scalar) {
      text.append(render(scalar)).append('\n');
      return;
    }
    Map<String, Object> tree = (Map<String, Object>) value;
    String deeper = indent + "  ";
    if (!isList(tree)) {
      text.append("{\n");
      appendKeys(tree, deeper, text);
      text.append(indent).append("}\n");
      return;
    }
    List<Object> items = items(tree);
    if (items.stream().allMatch(item -> isShort(item))) {
      text.append(
          items.stream()
              .map(item -> render((ConfigValue) item))
              .collect(Collectors.joining(", ", "[", "]\n")));
    } else {
      text.append("[\n");
      items.forEach(item -> append(item, deeper, deeper, text));
      text.append(indent).append("]\n");
    }
  }

  /** In the order of the list, which need not be that of the reading. */
  private static List<Object> items(Map<String, Object> list) {
    Map<Integer, Object> sorted = new TreeMap<>();
    list.forEach((place, item) -> sorted.put(Integer.valueOf(place), item));
    return List.copyOf(sorted.values());
  }

  /** Whether it can share a line with the other items of a list; the rows of a mask cannot. */
  private static boolean isShort(Object item) {
    return item instanceof ConfigValue scalar
        && String.valueOf(scalar.unwrapped()).length() <= LONGEST_SHORT;
  }

  private static boolean isList(Map<?, ?> tree) {
    return tree.keySet().stream().allMatch(key -> String.valueOf(key).matches("\\d+"));
  }

  private static String render(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return list.stream().map(HoconWriter::render).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value.valueType() == ConfigValueType.STRING) {
      String text = String.valueOf(value.unwrapped());
      if (text.contains("\n") && text.matches("[^\"\\r]*")) {
        return QUOTES + text + QUOTES;
      }
      return text.matches("[A-Za-z][A-Za-z0-9_-]*") && !RESERVED.contains(text)
          ? text
          : value.render();
    }
    return value.render();
  }
}
