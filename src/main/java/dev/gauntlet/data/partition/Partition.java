package dev.gauntlet.data.partition;

/**
 * Which training images each client holds. Immutable. A client's share is computed when it is asked
 * for, from an index whose size does not depend on how many images clients hold, so that a large
 * population costs little until its clients are selected.
 */
public interface Partition {

  /** How many clients there are, counted from 0. */
  int clients();

  /** How many images that client holds. */
  int size(int client);

  /** The images that client holds, as indices into the training images, ascending. */
  int[] indices(int client);

  /** The labels of the images that client holds, ascending. */
  int[] labels(int client);
}
