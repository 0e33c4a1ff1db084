package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Hands out the clients of a population, each once. */
final class ClientSeats {

  private final int clients;
  private final Map<Integer, String> taken = new HashMap<>();
  private int firstFree;

  ClientSeats(int clients) {
    this.clients = clients;
  }

  /** The clients that a list names, ascending; what is wrong with it becomes problems. */
  List<Integer> named(Setting list) {
    String expected = "expected a list of clients such as [0, 3]";
    TreeSet<Integer> named = new TreeSet<>();
    List<Setting> items = list.items(expected);
    if (items.isEmpty() && list.isList()) {
      list.problem("names no client", expected);
    }
    for (Setting item : items) {
      int client = item.integer(0, clients - 1);
      String before = item.isSound() ? taken.putIfAbsent(client, item.path()) : null;
      if (before != null) {
        item.problem(
            "client " + client + " is listed twice", "it stands at " + before + " already");
      }
      named.add(client);
    }
    return List.copyOf(named);
  }

  /** That many of the first clients that nobody has named. */
  List<Integer> free(Setting count) {
    int wanted = count.integer(1, clients);
    int free = clients - taken.size();
    if (count.isSound() && wanted > free) {
      count.problem(
          wanted + " is more than there are free",
          "of " + clients + " clients " + taken.size() + " attack already");
    }
    List<Integer> seats = new ArrayList<>();
    for (; seats.size() < wanted && firstFree < clients; firstFree++) {
      if (taken.putIfAbsent(firstFree, count.path()) == null) {
        seats.add(firstFree);
      }
    }
    return seats;
  }
}
