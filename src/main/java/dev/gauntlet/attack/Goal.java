package dev.gauntlet.attack;

/** What an adversary is after, and how it goes about it. */
public sealed interface Goal {

  /** That images of its choice are misread, and nothing else is: a backdoor. */
  record Plant(Backdoor backdoor, BackdoorMethod method, Adaptation adaptation) implements Goal {}

  /** That the model is bad: there is no success rate to measure, only lost accuracy. */
  record Spoil(Forgery forgery) implements Goal {}
}
