package dev.gauntlet.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One key that gets exactly this value, whatever it held: {@code --set key=value}, or a key of a
 * matrix.
 *
 * @param where it is written
 * @param path the key's parts; a number is a place in a list
 * @param value parsed as HOCON
 */
public record KeyOverride(String where, List<String> path, Config value) {

  private static final String VALUE = "value";

  /** The override, or a problem. */
  public static Optional<KeyOverride> parse(String text, Diagnostics reading) {
    String where = SourceLocation.OVERRIDE + text;
    int equals = text.indexOf('=');
    if (equals < 1) {
      reading.problem(where, "", "has no key and '='", "expected key=value");
      return Optional.empty();
    }
    try {
      List<String> path = ConfigUtil.splitPath(text.substring(0, equals).trim());
      Config value =
          ConfigFactory.parseString(
              VALUE + " = " + text.substring(equals + 1),
              ConfigParseOptions.defaults().setOriginDescription(where));
      if (value.root().size() == 1) {
        return Optional.of(new KeyOverride(where, path, value));
      }
      reading.problem(where, "", "has more than one value", "expected key=value");
    } catch (ConfigException e) {
      reading.problem(where, "", Parsed.message(e), "expected key=value");
    }
    return Optional.empty();
  }

  /** An override for each value in the block, which says where it is written; an empty list too. */
  public static List<KeyOverride> inBlock(ConfigObject block, String where) {
    List<KeyOverride> overrides = new ArrayList<>();
    collect(block, List.of(), where, overrides);
    return overrides;
  }

  private static void collect(
      ConfigObject block, List<String> path, String where, List<KeyOverride> overrides) {
    block.forEach(
        (key, value) -> {
          List<String> deeper = Stream.concat(path.stream(), Stream.of(key)).toList();
          String place = SourceLocation.of(value).orElse(where);
          if (value instanceof ConfigObject object && !object.isEmpty()) {
            collect(object, deeper, place, overrides);
          } else {
            overrides.add(new KeyOverride(place, deeper, value.atKey(VALUE)));
          }
        });
    overrides.sort(Comparator.comparing(override -> String.join(".", override.path())));
  }

  /** The scenario with this key set, so that references to it see the new value. */
  public Config under(Config config) {
    return reachesIntoList() ? config : valueIn(value).atPath(key()).withFallback(config);
  }

  /**
   * The resolved scenario with this key set.
   *
   * @param defaults hold the lists that the user did not write
   */
  public ConfigObject appliedTo(ConfigObject scenario, ConfigObject defaults, Diagnostics reading) {
    try {
      ConfigValue resolved = valueIn(value.resolveWith(scenario.toConfig(), Parsed.RESOLVE));
      return (ConfigObject) set(scenario, defaults, 0, resolved, reading);
    } catch (ConfigException e) {
      reading.problem(where, "", Parsed.message(e), "");
      return scenario;
    }
  }

  private ConfigValue set(
      @Nullable ConfigValue old,
      @Nullable ConfigValue defaults,
      int depth,
      ConfigValue resolved,
      Diagnostics reading) {
    if (depth == path.size()) {
      return resolved;
    }
    String key = path.get(depth);
    ConfigValue current = old == null && defaults instanceof ConfigList ? defaults : old;
    if (current instanceof ConfigList list) {
      return setItem(list, key, depth, resolved, reading);
    }
    ConfigObject object =
        current instanceof ConfigObject block
            ? block
            : ConfigValueFactory.fromMap(Map.of()).withOrigin(resolved.origin());
    ConfigValue below = defaults instanceof ConfigObject block ? block.get(key) : null;
    return object.withValue(key, set(object.get(key), below, depth + 1, resolved, reading));
  }

  private ConfigValue setItem(
      ConfigList list, String key, int depth, ConfigValue resolved, Diagnostics reading) {
    if (!key.matches("\\d{1,9}") || Integer.parseInt(key) >= list.size()) {
      reading.problem(
          where,
          "",
          String.join(".", path.subList(0, depth)) + " has no item " + key,
          list.isEmpty()
              ? "the list is empty"
              : "its items are counted from 0 to " + (list.size() - 1));
      return list;
    }
    int index = Integer.parseInt(key);
    List<ConfigValue> items = new ArrayList<>(list);
    items.set(index, set(items.get(index), null, depth + 1, resolved, reading));
    return ConfigValueFactory.fromIterable(items).withOrigin(list.origin());
  }

  private boolean reachesIntoList() {
    return path.stream().anyMatch(part -> part.matches("\\d+"));
  }

  /** Not {@code getValue}, which refuses a null: an override takes back what the file says. */
  private static ConfigValue valueIn(Config config) {
    return Objects.requireNonNull(config.root().get(VALUE));
  }

  private String key() {
    return ConfigUtil.joinPath(path);
  }
}
