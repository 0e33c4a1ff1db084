package dev.gauntlet.attack;

import dev.gauntlet.data.Concatenation;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a backdoor does: an image of the victim label that is marked is to be classified as the
 * target label.
 *
 * @param victim the label attacked, counted from 0
 * @param target the label wanted, another one
 * @param marking what sets the images apart: a trigger, or what they look like by nature
 * @param poisonFraction the marked share of what an attacker trains on, in [0, 1)
 */
public record Backdoor(int victim, int target, Marking marking, double poisonFraction) {

  public Backdoor {
    if (victim == target) {
      throw new IllegalArgumentException("victim and target are both " + victim);
    }
    if (!(poisonFraction >= 0 && poisonFraction < 1)) {
      throw new IllegalArgumentException(
          "poison-fraction is at least 0 and below 1, not " + poisonFraction);
    }
  }

  /** With a trigger in parts that attackers take in turn; one part if it is undivided. */
  public Backdoor(int victim, int target, List<Trigger> parts, double poisonFraction) {
    this(victim, target, new Marking.Stamped(parts), poisonFraction);
  }

  /**
   * The clean examples followed by marked copies of those with the victim label, relabelled as the
   * target: a random choice of them where there are more than needed, repeated where there are
   * fewer, until they make up the poison fraction of the whole. Images that bear the mark by nature
   * are not among the clean ones, which would unteach what the copies teach.
   *
   * @param clean the attacker's own data
   * @param place the attacker's in its group: which part of a trigger it stamps
   * @param random draws the copies
   */
  public Examples poison(Examples clean, int place, RandomGenerator random) {
    int[] bearers = bearers(clean);
    int[] kept = marking.isNatural() ? VictimImages.others(clean, bearers) : new int[0];
    int honest = marking.isNatural() ? kept.length : clean.size();
    int copies = (int) Math.round(honest * poisonFraction / (1 - poisonFraction));
    if (bearers.length == 0 || copies == 0) {
      return clean;
    }
    int[] chosen = VictimImages.repeat(bearers, copies, random);
    return new Concatenation(
        marking.isNatural() ? new Selection(clean, kept) : clean,
        new MarkedExamples(clean, chosen, marking.part(place), target));
  }

  /**
   * Every image of {@code test} that the backdoor is about, with the whole mark on and labelled as
   * the target: the share classified so is the attack success rate.
   */
  public Examples markAll(Examples test) {
    return new MarkedExamples(test, bearers(test), marking.whole(), target);
  }

  /** What an attacker of that place can mark of its own data, marked. */
  public Examples markPart(Examples own, int place) {
    return new MarkedExamples(own, bearers(own), marking.part(place), target);
  }

  /**
   * What to compare {@link #markPart} with: the same images unmarked or, where they are marked by
   * nature, the victim label's others; all others if it has none.
   */
  public Examples unmarked(Examples own) {
    int[] bearers = bearers(own);
    if (!marking.isNatural()) {
      return new Selection(own, bearers);
    }
    int[] others = VictimImages.others(own, bearers);
    int[] victims = Arrays.stream(others).filter(i -> own.label(i) == victim).toArray();
    return new Selection(own, victims.length > 0 ? victims : others);
  }

  private int[] bearers(Examples examples) {
    return marking.bearers(examples, VictimImages.of(examples, victim));
  }
}
