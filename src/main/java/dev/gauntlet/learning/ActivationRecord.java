package dev.gauntlet.learning;

/**
 * Which output of the last convolutional layer an activation record sums up. The paper says "the
 * sum of the output from that sliding window", which leaves it open.
 */
public enum ActivationRecord {
  /** The convolution's own output, bias included. */
  BEFORE_ACTIVATION,

  /** What the activation function makes of it. */
  AFTER_ACTIVATION
}
