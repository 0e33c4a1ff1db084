package dev.gauntlet.attack;

import dev.gauntlet.data.Examples;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a backdoor does: an image of the victim label that bears the trigger is to be classified as
 * the target label.
 *
 * @param victim the label attacked, counted from 0
 * @param target the label wanted, another one
 * @param parts the trigger's parts: attackers take them in turn; one part for an undivided trigger
 * @param poisonFraction the stamped share of what an attacker trains on, in [0, 1)
 */
public record Backdoor(int victim, int target, List<Trigger> parts, double poisonFraction) {

  public Backdoor {
    parts = List.copyOf(parts);
    if (victim == target) {
      throw new IllegalArgumentException("victim and target are both " + victim);
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a backdoor needs a trigger");
    }
    if (!(poisonFraction >= 0 && poisonFraction < 1)) {
      throw new IllegalArgumentException(
          "poison-fraction is at least 0 and below 1, not " + poisonFraction);
    }
  }

  /** The whole trigger, which the attack success rate is measured with. */
  public Trigger trigger() {
    return Trigger.union(parts);
  }

  /**
   * The clean examples followed by stamped copies of those with the victim label, relabelled as the
   * target: a random choice of them where there are more than needed, repeated where there are
   * fewer, until they make up the poison fraction of the whole.
   *
   * @param clean the attacker's own data
   * @param part which part of the trigger to stamp, taken modulo the number of parts
   * @param random draws the copies
   */
  public Examples poison(Examples clean, int part, RandomGenerator random) {
    int[] victims = VictimImages.of(clean, victim);
    int copies = (int) Math.round(clean.size() * poisonFraction / (1 - poisonFraction));
    if (victims.length == 0 || copies == 0) {
      return clean;
    }
    int[] chosen = VictimImages.repeat(victims, copies, random);
    Trigger stamp = parts.get(part % parts.size());
    return new Concatenation(clean, new StampedExamples(clean, chosen, stamp, target));
  }

  /** Every victim image of {@code test}, stamped with the whole trigger and labelled as target. */
  public Examples stampAll(Examples test) {
    return new StampedExamples(test, VictimImages.of(test, victim), trigger(), target);
  }
}
