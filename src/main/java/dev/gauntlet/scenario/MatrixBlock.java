package dev.gauntlet.scenario;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.gauntlet.hocon.KeyOverride;
import dev.gauntlet.hocon.Messages;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.hocon.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The block {@code matrix} as written: what each name changes in the scenario is not looked at.
 *
 * @param attacks overrides by name, in the order written
 * @param defences the same
 * @param seeds in the order written; empty for the scenario's own
 * @param skipped pairs of an attack and a defence, {@code attack/defence}, that make no run
 */
public record MatrixBlock(
    Map<String, List<KeyOverride>> attacks,
    Map<String, List<KeyOverride>> defences,
    List<Long> seeds,
    Set<String> skipped) {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,60}";

  /** What stands for attacks or defences where a matrix has none: the scenario as it is. */
  private static final String UNCHANGED = "as-written";

  public static MatrixBlock read(Section keys) {
    List<Long> seeds = new ArrayList<>();
    for (Setting item : keys.items("seeds", "expected a list of seeds such as [1, 2, 3]")) {
      long seed = item.wholeNumber();
      if (seeds.contains(seed) && item.isSound()) {
        item.problem("seed " + seed + " is listed twice", "expected each seed once");
      }
      seeds.add(seed);
    }
    Map<String, List<KeyOverride>> attacks = variants(keys, "attacks");
    Map<String, List<KeyOverride>> defences = variants(keys, "defences");
    return new MatrixBlock(attacks, defences, seeds, skipped(keys, attacks, defences));
  }

  private static Set<String> skipped(
      Section keys,
      Map<String, List<KeyOverride>> attacks,
      Map<String, List<KeyOverride>> defences) {
    String expected = "expected pairs of this grid such as [my-attack/my-defence]";
    Set<String> skipped = new TreeSet<>();
    for (Setting item : keys.items("skip", expected)) {
      String pair = item.text(expected);
      String[] names = pair.split("/", -1);
      if (item.isSound()
          && !(names.length == 2
              && attacks.containsKey(names[0])
              && defences.containsKey(names[1]))) {
        item.problem(Messages.quote(pair) + " is no attack/defence of the grid", expected);
      }
      skipped.add(pair);
    }
    if (!skipped.isEmpty() && skipped.size() >= attacks.size() * defences.size()) {
      keys.problem("skip", "leaves nothing of the grid", expected);
    }
    return skipped;
  }

  /** Whether the grid has runs of that attack against that defence. */
  public boolean has(String attack, String defence) {
    return !skipped.contains(attack + "/" + defence);
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
              String where = SourceLocation.of(entry.getValue()).orElse("");
              if (!name.matches(NAME)) {
                keys.problem(
                    key,
                    Messages.quote(name) + " cannot name a run's folder",
                    "expected letters, digits, '.', '_' and '-'");
              } else if (entry.getValue() instanceof ConfigObject changes) {
                variants.put(name, KeyOverride.inBlock(changes, where));
              } else {
                keys.problem(key, Messages.quote(name) + " is no block", expected);
              }
            });
    if (variants.isEmpty()) {
      variants.put(UNCHANGED, List.of());
    }
    return variants;
  }
}
