package dev.gauntlet.metrics;

/** Takes events in order. */
@FunctionalInterface
public interface Journal {

  /**
   * Takes the next event.
   *
   * @param time virtual seconds
   */
  void record(double time, RunEvent event);
}
