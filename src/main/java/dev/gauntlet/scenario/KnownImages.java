package dev.gauntlet.scenario;

import dev.gauntlet.data.ImageShape;
import java.util.OptionalInt;

/**
 * What is known of a set of images before it is read.
 *
 * @param name in the scenario language
 * @param shape of every image
 * @param classes labels run from 0 to {@code classes - 1}
 * @param trainingImages of the original set; empty for images drawn by code, as many as asked for
 */
record KnownImages(String name, ImageShape shape, int classes, OptionalInt trainingImages) {}
