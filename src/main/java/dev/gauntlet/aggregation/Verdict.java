package dev.gauntlet.aggregation;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a rule thinks of an update.
 *
 * @param client whose update it is
 * @param accepted false if the rule takes it for an attacker's
 * @param weight how much of the update counts, from 0 to 1
 */
public record Verdict(ClientId client, boolean accepted, double weight) {

  /** A rule that does not say so itself rejects what it lets count by less than this. */
  static final double ACCEPTED_FROM = 0.5;

  public Verdict {
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("a weight is from 0 to 1, not " + weight);
    }
  }

  /** Of a rule that takes updates or leaves them. */
  static List<Verdict> choice(List<ModelUpdate> updates, IntPredicate accepted) {
    return IntStream.range(0, updates.size())
        .mapToObj(
            i ->
                new Verdict(
                    updates.get(i).client(), accepted.test(i), accepted.test(i) ? 1.0 : 0.0))
        .toList();
  }

  /** Of a rule that lets updates count more or less. */
  static List<Verdict> weighing(List<ModelUpdate> updates, double[] weights) {
    return IntStream.range(0, updates.size())
        .mapToObj(
            i -> new Verdict(updates.get(i).client(), weights[i] >= ACCEPTED_FROM, weights[i]))
        .toList();
  }
}
