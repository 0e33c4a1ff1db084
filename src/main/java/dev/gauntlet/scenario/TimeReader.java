package dev.gauntlet.scenario;

import dev.gauntlet.federation.Buffering;
import dev.gauntlet.federation.ExchangeRules;
import dev.gauntlet.federation.Staleness;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Messages;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Units;
import java.util.Optional;

/**
 * The block {@code time}.
 *
 * @param buffering of asynchronous rounds; empty for synchronous ones
 */
record TimeReader(Section time, ExchangeRules rules, Optional<Buffering> buffering) {

  /** Without any wait a repetition finds the world as it was, for ever. */
  private static final double LEAST_WAIT = 0.001;

  private static final double MOST_OVER_SELECTION = 1_000;

  /** What a mode says of its own. */
  record Mode(double overSelection, Optional<Buffering> buffering) {}

  static TimeReader read(Section time) {
    Mode mode =
        time.choose("mode", FederationCatalogues.TIME_MODES)
            .map(reader -> reader.apply(time))
            .orElseGet(() -> new Mode(1, Optional.empty()));
    double deadline =
        time.optional("deadline")
            .map(setting -> setting.quantity(Units.SECONDS, Bounds.above(0).to(Limits.SECONDS)))
            .orElse(Double.POSITIVE_INFINITY);
    ExchangeRules rules =
        new ExchangeRules(
            deadline,
            mode.overSelection(),
            time.integer("min-updates", 1, Limits.CLIENTS),
            time.integer("max-retries", 0, Limits.ROUNDS),
            time.setting("retry-wait")
                .quantity(Units.SECONDS, Bounds.from(LEAST_WAIT).to(Limits.SECONDS)));
    return new TimeReader(time, rules, mode.buffering());
  }

  static Mode synchronous(Section time) {
    return new Mode(
        time.number("over-selection", Bounds.from(1).to(MOST_OVER_SELECTION)), Optional.empty());
  }

  static Mode asynchronous(Section time) {
    int concurrency = required(time, "concurrency", "how many clients are at work at a time");
    int buffer = required(time, "buffer-size", "how many updates make a round");
    int staleness = time.integer("max-staleness", 0, Limits.ROUNDS);
    Section keys = time.section("staleness");
    Staleness weighting =
        keys.choose("weighting", FederationCatalogues.STALENESS_WEIGHTINGS)
            .map(reader -> reader.apply(keys))
            .orElseGet(Staleness.Constant::new);
    if (buffer > concurrency && time.sound("concurrency", "buffer-size")) {
      time.problem(
          "buffer-size",
          buffer + " is more than are at work",
          "expected at most " + concurrency + ", as concurrency says");
    }
    return new Mode(
        1,
        time.sound("concurrency", "buffer-size")
            ? Optional.of(new Buffering(concurrency, buffer, staleness, weighting))
            : Optional.empty());
  }

  private static int required(Section time, String key, String what) {
    return time.required(key, "expected " + what)
        .map(setting -> setting.integer(1, Limits.CLIENTS))
        .orElse(1);
  }

  static Staleness polynomial(Section keys) {
    return new Staleness.Polynomial(keys.number("exponent", Bounds.from(0).to(Limits.RATE)));
  }

  static Staleness hinge(Section keys) {
    return new Staleness.Hinge(
        keys.number("slope", Bounds.from(0).to(Limits.RATE)),
        keys.number("threshold", Bounds.from(0).to(Limits.ROUNDS)));
  }

  /** Reports what cannot work with so many clients, selected in that way. */
  void checkAgainst(SelectionReader selection) {
    if (!time.isSound() || !selection.selection().isSound()) {
      return;
    }
    if (buffering.isPresent()) {
      checkConcurrency(buffering.get(), selection);
      selection.checkAsynchronous();
      return;
    }
    int needed = selection.needed();
    checkMinUpdates(needed, "clients-per-round");
    if (rules.overSelection() > 1 && rules.asked(needed) > selection.population()) {
      boolean all = selection.clientsPerRound().isEmpty();
      time.problem(
          "over-selection",
          "asks " + rules.asked(needed) + " of " + selection.population() + " clients",
          all
              ? "expected 1.0 where all take part: write selection.clients-per-round"
              : "expected at most " + Messages.number((double) selection.population() / needed));
    }
  }

  private void checkConcurrency(Buffering buffer, SelectionReader selection) {
    if (buffer.concurrency() > selection.population()) {
      time.problem(
          "concurrency",
          buffer.concurrency() + " is more than there are",
          "expected at most " + selection.population() + ", the number of clients");
    }
    // A round has buffer-size updates whatever happens: min-updates is for votes.
    checkMinUpdates(selection.population(), "clients");
  }

  private void checkMinUpdates(int most, String key) {
    if (rules.minUpdates() > most) {
      time.problem(
          "min-updates",
          rules.minUpdates() + " is more than can answer",
          "expected at most " + most + ", as " + key + " says");
    }
  }
}
