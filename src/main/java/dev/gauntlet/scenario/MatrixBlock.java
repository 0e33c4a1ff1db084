package dev.gauntlet.scenario;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The block {@code matrix} as written: what each name changes in the scenario is not looked at.
 *
 * @param attacks overrides by name, in the order written
 * @param defences the same
 * @param seeds in the order written; empty for the scenario's own
 */
record MatrixBlock(
    Map<String, List<KeyOverride>> attacks,
    Map<String, List<KeyOverride>> defences,
    List<Long> seeds) {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,60}";

  /** What stands for attacks or defences where a matrix has none: the scenario as it is. */
  private static final String UNCHANGED = "as-written";

  static MatrixBlock read(Section keys) {
    List<Long> seeds = new ArrayList<>();
    for (Setting item : keys.items("seeds", "expected a list of seeds such as [1, 2, 3]")) {
      long seed = item.wholeNumber();
      if (seeds.contains(seed) && item.isSound()) {
        item.problem("seed " + seed + " is listed twice", "expected each seed once");
      }
      seeds.add(seed);
    }
    return new MatrixBlock(variants(keys, "attacks"), variants(keys, "defences"), seeds);
  }

  private static Map<String, List<KeyOverride>> variants(Section keys, String key) {
    Map<String, List<KeyOverride>> variants = new LinkedHashMap<>();
    String expected = "expected " + key + " { name { keys of the scenario } }";
    keys.block(key, expected).entrySet().stream()
        // A block does not keep the order of its keys, but where each was written.
        .sorted(
            Comparator.<Map.Entry<String, ConfigValue>>comparingInt(
                    entry -> entry.getValue().origin().lineNumber())
                .thenComparing(Map.Entry::getKey))
        .forEach(
            entry -> {
              String name = entry.getKey();
              String where = Origins.of(entry.getValue()).orElse("");
              if (!name.matches(NAME)) {
                keys.problem(
                    key,
                    Wording.quote(name) + " cannot name a run's folder",
                    "expected letters, digits, '.', '_' and '-'");
              } else if (entry.getValue() instanceof ConfigObject changes) {
                variants.put(name, KeyOverride.inBlock(changes, where));
              } else {
                keys.problem(key, Wording.quote(name) + " is no block", expected);
              }
            });
    if (variants.isEmpty()) {
      variants.put(UNCHANGED, List.of());
    }
    return variants;
  }
}
