package dev.gauntlet.scenario;

import dev.gauntlet.data.ImageShape;
import dev.gauntlet.learning.Normalization;
import java.util.OptionalInt;

/**
 * What is known of a set of images before it is read.
 *
 * @param name in the scenario language
 * @param shape of every image
 * @param classes labels run from 0 to {@code classes - 1}
 * @param trainingImages of the original set; empty for images drawn by code, as many as asked for
 * @param standard mean and deviation of the training images' pixels by channel, to four digits
 */
record KnownImages(
    String name,
    ImageShape shape,
    int classes,
    OptionalInt trainingImages,
    Normalization standard) {}
