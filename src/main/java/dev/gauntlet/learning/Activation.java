package dev.gauntlet.learning;

/** The activation function of a hidden layer. */
public enum Activation {
  IDENTITY,
  RELU,
  SIGMOID,
  TANH
}
