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

  /** An adversary's {@code adaptive}. */
  static void checkAdaptive(Section adversary) {
    for (Setting item : adversary.items("adaptive", "expected []")) {
      item.word("adaptive behaviour", List.of(), ADAPTIVE);
    }
  }
}
