package dev.gauntlet.actor.cluster;

import dev.gauntlet.protocol.GlobalModel;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The models that a node has, by the numbers under which they were sent to it. */
final class ModelShelf {

  private final TreeMap<Integer, GlobalModel> models = new TreeMap<>();

  /** The number of that very model, if it is there. */
  OptionalInt numberOf(GlobalModel model) {
    for (Map.Entry<Integer, GlobalModel> entry : models.descendingMap().entrySet()) {
      if (isSame(entry.getValue(), model)) {
        return OptionalInt.of(entry.getKey());
      }
    }
    return OptionalInt.empty();
  }

  /** By identity: to compare the parameters of models would take as long as to send them. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(GlobalModel one, GlobalModel other) {
    return one.parameters() == other.parameters() && one.pruned().equals(other.pruned());
  }

  /** The number for the next model. */
  int nextNumber() {
    return models.isEmpty() ? 0 : models.lastKey() + 1;
  }

  /** Takes a model in and throws out all before it but those. */
  void put(int number, GlobalModel model, Collection<Integer> kept) {
    for (Iterator<Integer> i = models.keySet().iterator(); i.hasNext(); ) {
      if (!kept.contains(i.next())) {
        i.remove();
      }
    }
    models.put(number, model);
  }

  /**
   * The model of that number.
   *
   * @throws IllegalStateException if it is not there
   */
  GlobalModel get(int number) {
    GlobalModel model = models.get(number);
    if (model == null) {
      throw new IllegalStateException("model " + number + " has not been sent, or not been kept");
    }
    return model;
  }
}
