package dev.gauntlet.metrics;

import java.util.Locale;

/** What a model is measured after. In files it is the word in small letters. */
public enum After {
  ROUND,
  PHASE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
