package dev.gauntlet.scenario;

import java.util.List;

/**
 * Keys that are part of the language but not of this version. Where they say what is so anyway they
 * may stand.
 */
final class LaterVersions {

  private static final List<String> ADAPTIVE =
      List.of("rank-manipulation", "pruning-aware", "self-clipping");

  private LaterVersions() {}

  /** The blocks {@code time} and {@code availability} and the key {@code dropout}. */
  static void check(Section root) {
    Section time = root.section("time");
    time.setting("mode").word("time mode", List.of("synchronous"), List.of("asynchronous"));
    for (String key :
        List.of(
            "deadline",
            "over-selection",
            "min-updates",
            "max-retries",
            "concurrency",
            "buffer-size",
            "max-staleness",
            "staleness")) {
      time.unsupported(key, "rounds wait for every client: leave the key out");
    }
    Section availability = root.section("availability");
    if (availability.fraction("probability") < 1 && availability.sound("probability")) {
      availability.problem("probability", Setting.UNSUPPORTED, "expected 1.0");
    }
    for (String key : List.of("online", "offline", "trace")) {
      availability.unsupported(key, "clients are always available: leave the key out");
    }
    if (root.fraction("dropout") > 0 && root.sound("dropout")) {
      root.problem("dropout", Setting.UNSUPPORTED, "expected 0.0");
    }
  }

  /** The key {@code timeline}. */
  static void checkTimeline(Section root) {
    if (!root.items("timeline", "expected []").isEmpty()) {
      root.problem("timeline", Setting.UNSUPPORTED, "expected []");
    }
  }

  /** An adversary's {@code adaptive}. */
  static void checkAdaptive(Section adversary) {
    for (Setting item : adversary.items("adaptive", "expected []")) {
      item.word("adaptive behaviour", List.of(), ADAPTIVE);
    }
  }
}
