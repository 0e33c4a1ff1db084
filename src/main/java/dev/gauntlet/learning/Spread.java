package dev.gauntlet.learning;

/** Which weights of the last convolutional layer mean and deviation are taken over. */
public enum Spread {
  /**
   * All of the layer's, those of pruned channels as they were before they were pruned: "all the
   * weights in the last convolutional layer" of the paper.
   */
  LAYER,

  /** Those of the channels that are not pruned. */
  LIVE
}
