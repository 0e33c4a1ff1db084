package dev.gauntlet.attack;

import java.util.Optional;

/**
 * What attackers do about the defence of Wu et al. 2020 (arXiv:2011.01767, their discussion of
 * adaptive attacks): each part alone or with others.
 *
 * @param rankManipulation lies in votes
 * @param pruningAware keeps the backdoor out of the channels that will be pruned
 * @param selfClipping keeps the backdoor out of extreme weights
 */
public record Adaptation(
    Optional<RankManipulation> rankManipulation,
    Optional<PruningAware> pruningAware,
    Optional<SelfClipping> selfClipping) {

  /** Nothing. */
  public static final Adaptation NONE =
      new Adaptation(Optional.empty(), Optional.empty(), Optional.empty());

  /** The same with lies in votes. */
  public Adaptation with(RankManipulation lies) {
    return new Adaptation(Optional.of(lies), pruningAware, selfClipping);
  }

  /** The same, aware of pruning. */
  public Adaptation with(PruningAware awareness) {
    return new Adaptation(rankManipulation, Optional.of(awareness), selfClipping);
  }

  /** The same, clipping its own weights. */
  public Adaptation with(SelfClipping clipping) {
    return new Adaptation(rankManipulation, pruningAware, Optional.of(clipping));
  }
}
