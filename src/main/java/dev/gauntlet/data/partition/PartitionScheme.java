package dev.gauntlet.data.partition;

import dev.gauntlet.simulation.RandomStreams;

/** A rule by which training images are divided among clients. */
public interface PartitionScheme {

  /**
   * Divides the images: a pure function of the request and the seed of the streams.
   *
   * @throws IllegalArgumentException if the request cannot be met
   */
  Partition partition(PartitionRequest request, RandomStreams streams);
}
