package dev.gauntlet.learning;

/**
 * The parameters of one layer in the flattened vector. Weights lie output by output: weight {@code
 * i} of output {@code o} at {@code weightOffset + o * inputs + i}. For a convolution the outputs
 * are channels and the inputs run over (input channel, filter row, filter column).
 *
 * @param layer the layer's index; the output layer's is the number of hidden layers
 * @param outputs channels or units
 * @param inputs weights of one output
 * @param biasOffset where {@code outputs} biases begin
 * @param weightOffset where {@code outputs * inputs} weights begin
 */
public record ParameterBlock(
    int layer, int outputs, int inputs, int biasOffset, int weightOffset) {}
