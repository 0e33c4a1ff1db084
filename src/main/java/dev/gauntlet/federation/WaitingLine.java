package dev.gauntlet.federation;

/**
 * Clients in the order of their waiting times, of two equal ones the lower number first: a binary
 * heap, made in linear time because mostly few of many are taken from it.
 */
final class WaitingLine {

  private final double[] waiting;
  private final int[] heap;
  private int size;

  /**
   * @param waiting by client; 0 / 0, which an unlucky client without examples gets, counts as
   *     longest
   */
  WaitingLine(double[] waiting) {
    this.waiting = waiting;
    heap = new int[waiting.length];
    size = waiting.length;
    for (int client = 0; client < size; client++) {
      heap[client] = client;
    }
    for (int place = size / 2 - 1; place >= 0; place--) {
      sink(place);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Takes out who has waited shortest. */
  int next() {
    int client = heap[0];
    heap[0] = heap[--size];
    sink(0);
    return client;
  }

  private void sink(int from) {
    int place = from;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], heap[place])) {
        return;
      }
      int sunk = heap[place];
      heap[place] = heap[child];
      heap[child] = sunk;
      place = child;
    }
  }

  private boolean isBefore(int one, int other) {
    int order = Double.compare(waiting[one], waiting[other]);
    return order < 0 || (order == 0 && one < other);
  }
}
