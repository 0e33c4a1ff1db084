package dev.gauntlet.learning;

import java.util.Arrays;

/** The channels of the last convolutional layer that are pruned: held at 0 by whoever trains. */
public final class PrunedChannels {

  /** Nothing is pruned. */
  public static final PrunedChannels NONE = new PrunedChannels(new int[0]);

  private final int[] channels;

  private PrunedChannels(int[] channels) {
    this.channels = channels;
  }

  /** The set of these channels, counted from 0. */
  public static PrunedChannels of(int... channels) {
    return new PrunedChannels(Arrays.stream(channels).sorted().distinct().toArray());
  }

  /** This set and {@code channel}. */
  public PrunedChannels with(int channel) {
    int[] more = Arrays.copyOf(channels, channels.length + 1);
    more[channels.length] = channel;
    return of(more);
  }

  /** The channels of this set that are not in the other. */
  public PrunedChannels without(PrunedChannels others) {
    return new PrunedChannels(
        Arrays.stream(channels).filter(channel -> !others.contains(channel)).toArray());
  }

  public boolean contains(int channel) {
    return Arrays.binarySearch(channels, channel) >= 0;
  }

  public int count() {
    return channels.length;
  }

  /** The channels in ascending order. */
  public int[] toArray() {
    return channels.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrunedChannels that && Arrays.equals(channels, that.channels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(channels);
  }

  @Override
  public String toString() {
    return "pruned " + Arrays.toString(channels);
  }
}
