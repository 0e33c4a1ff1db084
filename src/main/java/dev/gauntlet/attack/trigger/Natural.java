package dev.gauntlet.attack.trigger;

import dev.gauntlet.data.Examples;

/**
 * Images as they are: the brightest share of the victim label's images in whatever set is looked
 * at, by mean pixel value, the first of equals. A small share is the tail of what the label looks
 * like, an edge case (Wang et al., NeurIPS 2020, arXiv:2007.05084) or semantic backdoor
 * (Bagdasaryan et al., AISTATS 2020); 1 is the whole label, label flipping. Unlike the images of
 * these papers, which come from elsewhere, honest holders of the label have such images too, with
 * their own label: the harder case, which Wang et al. find to weaken the attack.
 *
 * @param share above 0, at most 1; at least one image is taken
 */
public record Natural(double share) implements TriggerPattern {
  public Natural {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is above 0 and at most 1, not " + share);
    }
  }

  @Override
  public int[] eligible(Examples examples, int[] victims) {
    int count = (int) Math.ceil(share * victims.length - 1e-9);
    return VictimImages.brightest(examples, victims, count);
  }

  @Override
  public boolean isNatural() {
    return true;
  }

  @Override
  public Stamp whole() {
    return (pixels, offset, shape) -> {};
  }
}
