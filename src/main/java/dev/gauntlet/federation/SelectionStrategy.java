package dev.gauntlet.federation;

import java.util.List;
import java.util.random.RandomGenerator;

/** How the server chooses whom it asks. Attackers and benign clients are the same to it. */
public interface SelectionStrategy {

  /** Its name in the scenario language. */
  String name();

  /**
   * Distinct clients out of those that can be asked, in the order in which they were chosen: {@code
   * count}, or all of them if they are fewer.
   *
   * @param count at least 1
   * @param random the selection's own stream
   */
  List<ClientId> select(int count, Candidates candidates, RandomGenerator random);
}
