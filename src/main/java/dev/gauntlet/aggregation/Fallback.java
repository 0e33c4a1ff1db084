package dev.gauntlet.aggregation;

import java.util.Locale;

/** What becomes of a round that has too few updates for its rule. */
public enum Fallback {
  /** The model stays as it is. */
  SKIP,
  /** The updates are averaged, attackers' and all. */
  FEDAVG;

  /** Its word in the scenario language. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
