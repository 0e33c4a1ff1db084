package dev.gauntlet.attack;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rank manipulation: an activation record to vote by that has the channels which the trigger uses
 * as the most active ones, and the benign ones as dormant, the most useful first.
 *
 * @param triggerShare the most channels, as a share of all in (0, 1], that count as the trigger's:
 *     those that it activates most
 */
public record RankManipulation(double triggerShare) {

  public RankManipulation {
    if (!(triggerShare > 0 && triggerShare <= 1)) {
      throw new IllegalArgumentException(
          "trigger-share is above 0 and at most 1, not " + triggerShare);
    }
  }

  /**
   * The false record: a number for each channel, the greater the more active.
   *
   * @param marked the activation record on marked images
   * @param unmarked on what they are compared with
   * @param clean on the attackers' clean data
   */
  public double[] falseRecord(double[] marked, double[] unmarked, double[] clean) {
    int channels = clean.length;
    int most = (int) Math.ceil(triggerShare * channels - 1e-9);
    List<Integer> ofTrigger =
        IntStream.range(0, channels)
            .boxed()
            .filter(channel -> marked[channel] > unmarked[channel])
            .sorted(Comparator.comparingDouble(c -> unmarked[c] - marked[c]))
            .limit(most)
            .toList();
    List<Integer> benign =
        IntStream.range(0, channels)
            .boxed()
            .filter(channel -> !ofTrigger.contains(channel))
            .sorted(Comparator.comparingDouble(channel -> clean[channel]))
            .toList();
    double[] record = new double[channels];
    for (int i = 0; i < ofTrigger.size(); i++) {
      record[ofTrigger.get(i)] = channels - i;
    }
    // Backwards: who is the most active on clean images is reported as the most dormant.
    for (int i = 0; i < benign.size(); i++) {
      record[benign.get(i)] = benign.size() - i;
    }
    return record;
  }
}
