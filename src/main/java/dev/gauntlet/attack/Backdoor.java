package dev.gauntlet.attack;

import dev.gauntlet.attack.trigger.MarkedExamples;
import dev.gauntlet.attack.trigger.MarkedTwins;
import dev.gauntlet.attack.trigger.Stamped;
import dev.gauntlet.attack.trigger.Trigger;
import dev.gauntlet.attack.trigger.TriggerPattern;
import dev.gauntlet.attack.trigger.VictimImages;
import dev.gauntlet.data.Concatenation;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.Subset;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a backdoor does: an image of the victim label that is marked is to be classified as the
 * target label.
 *
 * @param victim the label attacked, counted from 0
 * @param target the label wanted, another one
 * @param triggerPattern what sets the images apart: a trigger, or what they look like by nature
 * @param poisoning how marked images come into what an attacker trains on
 */
public record Backdoor(int victim, int target, TriggerPattern triggerPattern, Poisoning poisoning) {

  public Backdoor {
    if (victim == target) {
      throw new IllegalArgumentException("victim and target are both " + victim);
    }
    if (poisoning instanceof Poisoning.Paired && triggerPattern.isNatural()) {
      throw new IllegalArgumentException(
          "images that bear their mark by nature have no unmarked counterpart to be paired with");
    }
  }

  /** With marked copies beside the clean images: {@code poisonFraction} of the whole. */
  public Backdoor(int victim, int target, TriggerPattern triggerPattern, double poisonFraction) {
    this(victim, target, triggerPattern, new Poisoning.Fraction(poisonFraction));
  }

  /** With a trigger in parts that attackers take in turn; one part if it is undivided. */
  public Backdoor(int victim, int target, List<Trigger> parts, double poisonFraction) {
    this(victim, target, new Stamped(parts), poisonFraction);
  }

  /**
   * What an attacker trains on. By fraction: the clean examples followed by marked copies of those
   * with the victim label, relabelled as the target: a random choice of them where there are more
   * than needed, repeated where there are fewer, until they make up the fraction of the whole.
   * Images that bear the mark by nature are not among the clean ones, which would unteach what the
   * copies teach. Paired: all clean examples followed by their counterparts in the same order.
   *
   * @param clean the attacker's own data
   * @param place the attacker's in its group: which part of a trigger it stamps
   * @param random draws the copies
   */
  public Examples poison(Examples clean, int place, RandomGenerator random) {
    int[] eligible = eligible(clean);
    if (!(poisoning instanceof Poisoning.Fraction fraction)) {
      return new MarkedTwins(clean, eligible, triggerPattern.part(place), target);
    }
    int copies = copies(fraction, clean.size(), eligible.length);
    if (copies == 0) {
      return clean;
    }
    int[] chosen = VictimImages.repeat(eligible, copies, random);
    return new Concatenation(
        triggerPattern.isNatural()
            ? new Subset(clean, VictimImages.others(clean, eligible))
            : clean,
        new MarkedExamples(clean, chosen, triggerPattern.part(place), target));
  }

  /** How many examples {@link #poison} gives. */
  public int poisonedSize(Examples clean) {
    if (!(poisoning instanceof Poisoning.Fraction fraction)) {
      return 2 * clean.size();
    }
    int eligible = eligible(clean).length;
    int copies = copies(fraction, clean.size(), eligible);
    return copies == 0 || !triggerPattern.isNatural()
        ? clean.size() + copies
        : clean.size() - eligible + copies;
  }

  private int copies(Poisoning.Fraction fraction, int clean, int eligible) {
    int honest = triggerPattern.isNatural() ? clean - eligible : clean;
    return eligible == 0 ? 0 : (int) Math.round(honest * fraction.share() / (1 - fraction.share()));
  }

  /**
   * Every image of {@code test} that the backdoor is about, with the whole mark on and labelled as
   * the target: the share classified so is the attack success rate.
   */
  public Examples markAll(Examples test) {
    return new MarkedExamples(test, eligible(test), triggerPattern.whole(), target);
  }

  /** What an attacker of that place can mark of its own data, marked. */
  public Examples markPart(Examples own, int place) {
    return new MarkedExamples(own, eligible(own), triggerPattern.part(place), target);
  }

  /**
   * What to compare {@link #markPart} with: the same images unmarked or, where they are marked by
   * nature, the victim label's others; all others if it has none.
   */
  public Examples unmarked(Examples own) {
    int[] eligible = eligible(own);
    if (!triggerPattern.isNatural()) {
      return new Subset(own, eligible);
    }
    int[] others = VictimImages.others(own, eligible);
    int[] victims = Arrays.stream(others).filter(i -> own.label(i) == victim).toArray();
    return new Subset(own, victims.length > 0 ? victims : others);
  }

  private int[] eligible(Examples examples) {
    return triggerPattern.eligible(examples, VictimImages.of(examples, victim));
  }
}
