package dev.gauntlet.scenario;

/** The largest numbers that keys take: beyond them lies a slip of the pen, not a plan. */
final class Limits {

  static final int CLIENTS = 10_000_000;
  static final int LABELS = 1_000;
  static final int IMAGES = 1_000_000;
  static final int ROUNDS = 1_000_000;
  static final int EPOCHS = 10_000;
  static final int BATCH = 1_000_000;
  static final int CHANNELS = 100_000;
  static final int PIXELS = 10_000;
  static final double RATE = 1e6;
  static final double DEVIATIONS = 1e6;
  static final double LOSS = 1e6;
  static final double SECONDS = 1e9;

  private Limits() {}
}
