package dev.gauntlet.attack;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.PrunedChannels;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The adversaries of a run and how the timeline changes them. Which entries of the timeline have
 * fired, and in what order, comes from the server with each task; it does not know what they mean.
 *
 * @param initial the adversaries as they begin
 * @param changes by place in the timeline
 */
public record AdversaryTimeline(List<Adversary> initial, Map<Integer, Step> changes) {

  /** One adversary's change. */
  public record Step(int adversary, AdversaryChange change) {}

  public AdversaryTimeline {
    initial = List.copyOf(initial);
    changes = Map.copyOf(changes);
  }

  /** The adversary that the client belongs to. */
  public Optional<Integer> adversaryOf(ClientId client) {
    return IntStream.range(0, initial.size())
        .filter(adversary -> isOf(client, adversary))
        .boxed()
        .findFirst();
  }

  /** An adversary's clients are in ascending order, and may be many. */
  private boolean isOf(ClientId client, int adversary) {
    return Collections.binarySearch(initial.get(adversary).clients(), client) >= 0;
  }

  /**
   * The adversary after those entries.
   *
   * @param fired places in the timeline, in the order in which they fired
   */
  public Adversary inEffect(int adversary, FiredEntries fired) {
    Adversary attack = initial.get(adversary);
    for (int place : fired.places()) {
      Step step = changes.get(place);
      if (step != null && step.adversary() == adversary) {
        attack = step.change().applyTo(attack);
      }
    }
    return attack;
  }

  /** Whether the client attacks in that round, after those entries. */
  public boolean isAttacking(ClientId client, FiredEntries fired, int round) {
    return adversaryOf(client)
        .map(adversary -> inEffect(adversary, fired).active().contains(round))
        .orElse(false);
  }

  /** All adversaries after those entries. */
  public List<Adversary> inEffect(FiredEntries fired) {
    return IntStream.range(0, initial.size())
        .mapToObj(adversary -> inEffect(adversary, fired))
        .toList();
  }

  /** Whether an adversary waits to be told which channels the defence prunes. */
  public boolean needsRehearsal() {
    return initial.stream().anyMatch(AdversaryTimeline::isUntold);
  }

  /** The same script for adversaries that go by their own data where they would know more. */
  public AdversaryTimeline withoutOracle() {
    return expecting(PruningAware::untold);
  }

  /** The same script, those adversaries told that wait for it. */
  public AdversaryTimeline told(PrunedChannels channels) {
    return expecting(aware -> aware.told(channels));
  }

  /** What the adversaries have been told that a rehearsal pruned, if any waited for it. */
  public Optional<PrunedChannels> rehearsed() {
    return initial.stream()
        .flatMap(attack -> attack.adaptation().pruningAware().stream())
        .flatMap(aware -> aware.mask().stream())
        .findFirst();
  }

  private AdversaryTimeline expecting(UnaryOperator<PruningAware> told) {
    return new AdversaryTimeline(
        initial.stream().map(attack -> isUntold(attack) ? with(attack, told) : attack).toList(),
        changes);
  }

  private static boolean isUntold(Adversary attack) {
    return attack
        .adaptation()
        .pruningAware()
        .filter(aware -> aware.oracle() && aware.mask().isEmpty())
        .isPresent();
  }

  private static Adversary with(Adversary attack, UnaryOperator<PruningAware> told) {
    Goal.Targeted plant = (Goal.Targeted) attack.goal();
    return attack.pursuing(
        new Goal.Targeted(
            plant.backdoor(),
            plant.method(),
            plant.adaptation().with(told.apply(plant.adaptation().pruningAware().orElseThrow())),
            plant.training()));
  }
}
