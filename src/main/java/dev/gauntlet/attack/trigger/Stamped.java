package dev.gauntlet.attack.trigger;

import java.util.List;

/**
 * A trigger is stamped on (Gu et al. 2017, arXiv:1708.06733).
 *
 * @param parts attackers take them in turn (Distributed Backdoor Attack, Xie et al., ICLR 2020);
 *     one part for an undivided trigger
 */
public record Stamped(List<Trigger> parts) implements TriggerPattern {
  public Stamped {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a backdoor needs a trigger");
    }
  }

  /** All parts as one trigger. */
  public Trigger trigger() {
    return Trigger.union(parts);
  }

  @Override
  public Stamp part(int place) {
    return parts.get(place % parts.size())::stamp;
  }

  @Override
  public Stamp whole() {
    return trigger()::stamp;
  }
}
