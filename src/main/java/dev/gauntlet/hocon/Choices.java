package dev.gauntlet.hocon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a section has chosen from catalogues, to tell a key that belongs to another choice from one
 * that nobody knows.
 */
final class Choices {

  private record Choice(String text, String name, Catalogue<?> catalogue) {}

  private final List<Choice> choices = new ArrayList<>();

  void add(String key, String name, Catalogue<?> catalogue) {
    choices.add(new Choice(key + " = " + name, name, catalogue));
  }

  /** What is wrong with a key that nobody asked for. */
  String wrong(String key) {
    return ownerOf(key).map(choice -> "does nothing with " + choice.text()).orElse("unknown key");
  }

  /** What would be right instead. */
  String right(String key, Collection<String> known) {
    String list = "known here: " + String.join(", ", known);
    return ownerOf(key)
        .map(choice -> "it belongs to " + String.join(", ", owners(choice, key)) + "; " + list)
        .orElseGet(() -> Messages.suggestion(key, known) + list);
  }

  private Optional<Choice> ownerOf(String key) {
    return choices.stream().filter(choice -> !owners(choice, key).isEmpty()).findFirst();
  }

  /** The alternatives to that choice that have such a key. */
  private static List<String> owners(Choice choice, String key) {
    return choice.catalogue().names().stream()
        .filter(name -> !name.equals(choice.name()))
        .filter(name -> Defaults.of(choice.catalogue(), name).containsKey(key))
        .toList();
  }
}
