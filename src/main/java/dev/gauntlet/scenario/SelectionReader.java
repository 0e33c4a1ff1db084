package dev.gauntlet.scenario;

import dev.gauntlet.federation.PowerOfChoice;
import dev.gauntlet.federation.SelectionStrategy;
import dev.gauntlet.federation.Uniform;
import dev.gauntlet.hocon.Section;
import java.util.OptionalInt;

/**
 * The block {@code selection}.
 *
 * @param clientsPerRound all if empty
 */
record SelectionReader(
    Section selection, OptionalInt clientsPerRound, SelectionStrategy strategy, int population) {

  static SelectionReader read(Section selection, int population) {
    OptionalInt perRound = selection.setting("clients-per-round").integerOrAll(1, population);
    SelectionStrategy strategy =
        selection
            .choose("strategy", FederationCatalogues.SELECTION_STRATEGIES)
            .map(reader -> reader.apply(selection))
            .orElseGet(Uniform::new);
    SelectionReader reader = new SelectionReader(selection, perRound, strategy, population);
    if (strategy instanceof PowerOfChoice choice && selection.isSound()) {
      reader.checkCandidates(choice.candidates());
    }
    return reader;
  }

  static SelectionStrategy powerOfChoice(Section keys) {
    return new PowerOfChoice(
        keys.required("candidates", "expected how many clients tell their loss")
            .map(setting -> setting.integer(1, Limits.CLIENTS))
            .orElse(1));
  }

  private void checkCandidates(int candidates) {
    if (clientsPerRound.isEmpty()) {
      selection.problem(
          "strategy",
          "power-of-choice has no choice where all take part",
          "expected a number of clients-per-round");
    } else if (candidates < clientsPerRound.getAsInt()) {
      selection.problem(
          "candidates",
          candidates + " is fewer than are selected",
          "expected at least clients-per-round, " + clientsPerRound.getAsInt());
    } else if (candidates > population) {
      selection.problem(
          "candidates",
          candidates + " is more than there are",
          "expected at most " + population + ", the number of clients");
    }
  }

  /** How many answers a synchronous round wants. */
  int needed() {
    return clientsPerRound.orElse(population);
  }

  /** Reports what asynchronous rounds do not do: nobody is selected for a round of its own. */
  void checkAsynchronous() {
    if (clientsPerRound.isPresent() && selection.sound("clients-per-round")) {
      selection.problem(
          "clients-per-round",
          "does nothing with time.mode = asynchronous",
          "leave it out: time.concurrency says how many are at work");
    }
    if (strategy instanceof PowerOfChoice) {
      selection.problem(
          "strategy",
          "power-of-choice compares the clients of a round, and asynchronous rounds have none",
          "expected uniform, data-size or round-robin");
    }
  }
}
