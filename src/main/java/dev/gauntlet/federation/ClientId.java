package dev.gauntlet.federation;

/**
 * A client, by its place in the population.
 *
 * @param index counted from 0
 */
public record ClientId(int index) implements Comparable<ClientId> {

  public ClientId {
    if (index < 0) {
      throw new IllegalArgumentException("clients are counted from 0, not " + index);
    }
  }

  @Override
  public int compareTo(ClientId other) {
    return Integer.compare(index, other.index);
  }

  @Override
  public String toString() {
    return "client " + index;
  }
}
