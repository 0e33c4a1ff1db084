package dev.gauntlet.learning;

/**
 * How the loss on some examples changes with their pixels.
 *
 * @param loss the mean cross-entropy
 * @param correct how many examples are classified as labelled
 * @param slopes the derivative of {@code loss} by every pixel of every example: each example's
 *     {@code shape().size()} values plane by plane, one example after the other; the caller's own
 */
@SuppressWarnings("ArrayRecordComponent") // Large, made for one caller, and never compared.
public record InputGradient(double loss, int correct, float[] slopes) {}
