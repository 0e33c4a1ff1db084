package dev.gauntlet.attack;

import dev.gauntlet.attack.byzantine.ByzantineUpdate;
import dev.gauntlet.learning.LocalTraining;

/** What an adversary is after, and how it goes about it. */
public sealed interface Goal {

  /**
   * That images of its choice are misread, and nothing else is: a backdoor.
   *
   * @param adaptation what it does about the defence
   * @param training how it trains
   */
  record Targeted(
      Backdoor backdoor, BackdoorMethod method, Adaptation adaptation, AttackerTraining training)
      implements Goal {

    /** Training as the server asks. */
    public Targeted(Backdoor backdoor, BackdoorMethod method, Adaptation adaptation) {
      this(backdoor, method, adaptation, AttackerTraining.AS_ASKED);
    }

    /** Local training for this goal in that round, of what the server asks. */
    public LocalTraining training(LocalTraining asked, int round) {
      LocalTraining own = training.of(asked, round);
      return backdoor.poisoning() instanceof Poisoning.Paired ? own.onPairs() : own;
    }
  }

  /** That the model is bad: there is no success rate to measure, only lost accuracy. */
  record Untargeted(ByzantineUpdate byzantineUpdate) implements Goal {}
}
