package dev.gauntlet.scenario;

import dev.gauntlet.data.partition.PartitionScheme;
import java.util.OptionalInt;

/**
 * Where images come from and how they are divided.
 *
 * @param source the name of a set that {@link dev.gauntlet.data.published.ImageSets} reads, or
 *     {@code synthetic-digits}
 * @param partition of the training images among the clients
 * @param samplesPerClient the most a client gets; its whole share if empty
 * @param validationSamples held out of the training images for the server
 * @param trainingImages to draw, for images drawn by code; otherwise what the original set has
 * @param testImages to draw, for images drawn by code; otherwise 0
 */
public record DataPlan(
    String source,
    PartitionScheme partition,
    OptionalInt samplesPerClient,
    int validationSamples,
    int trainingImages,
    int testImages) {}
