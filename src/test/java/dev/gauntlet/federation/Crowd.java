package dev.gauntlet.federation;

import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Candidates made for a test; counts how often it was asked who can be asked. */
final class Crowd implements Candidates {

  private final int population;
  private final IntPredicate canBeAsked;
  private final IntToLongFunction examples;
  private final int lastSelected;
  private int questions;

  Crowd(int population, IntPredicate canBeAsked, IntToLongFunction examples, int lastSelected) {
    this.population = population;
    this.canBeAsked = canBeAsked;
    this.examples = examples;
    this.lastSelected = lastSelected;
  }

  /** All can be asked and hold one example each. */
  static Crowd of(int population) {
    return new Crowd(population, client -> true, client -> 1, -1);
  }

  Crowd where(IntPredicate reachable) {
    return new Crowd(population, reachable, examples, lastSelected);
  }

  Crowd holding(long... counts) {
    return new Crowd(population, canBeAsked, client -> counts[client], lastSelected);
  }

  Crowd after(int client) {
    return new Crowd(population, canBeAsked, examples, client);
  }

  /** All who can be asked. */
  ClientId[] reachable() {
    return IntStream.range(0, population)
        .filter(canBeAsked)
        .mapToObj(ClientId::new)
        .toArray(ClientId[]::new);
  }

  int questions() {
    return questions;
  }

  @Override
  public int population() {
    return population;
  }

  @Override
  public boolean canBeAsked(int client) {
    questions++;
    return canBeAsked.test(client);
  }

  @Override
  public long examples(int client) {
    return examples.applyAsLong(client);
  }

  @Override
  public int lastSelected() {
    return lastSelected;
  }
}
