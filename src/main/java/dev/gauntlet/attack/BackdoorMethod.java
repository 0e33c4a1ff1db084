package dev.gauntlet.attack;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.StepConstraint;
import java.util.function.Supplier;

/** How an attacker that trains on poisoned data makes its update of it. */
public sealed interface BackdoorMethod {

  /** alpha, the factor on what training gives, at least 1. */
  double amplification();

  /** The same method with another alpha. */
  BackdoorMethod amplifiedBy(double alpha);

  /**
   * How it trains.
   *
   * @param asked by the server
   * @param honest the update that honest training would give, as far as the attacker can tell
   */
  default LocalTraining training(LocalTraining asked, Supplier<ParameterVector> honest) {
    return asked;
  }

  /** What it hands in, from what it has trained to. */
  default ParameterVector submit(ParameterVector delta) {
    return amplification() == 1 ? delta : delta.times(amplification());
  }

  /**
   * Model replacement (Bagdasaryan et al., AISTATS 2020, section 4.2): trains as asked and returns
   * {@code alpha * (w_attacker - w_t)}.
   */
  record ModelReplacement(double amplification) implements BackdoorMethod {
    public ModelReplacement {
      requireAmplification(amplification);
    }

    @Override
    public BackdoorMethod amplifiedBy(double alpha) {
      return new ModelReplacement(alpha);
    }
  }

  /**
   * Constrain-and-scale (Bagdasaryan et al., AISTATS 2020, section 4.3): trains on {@code
   * classWeight * L_class + (1 - classWeight) * L_ano}, where L_ano is the Euclidean distance from
   * the global model, then amplifies.
   *
   * @param classWeight the paper's alpha, above 0, at most 1
   */
  record ConstrainAndScale(double amplification, double classWeight) implements BackdoorMethod {
    public ConstrainAndScale {
      requireAmplification(amplification);
      if (!(classWeight > 0 && classWeight <= 1)) {
        throw new IllegalArgumentException(
            "class-weight is above 0 and at most 1, not " + classWeight);
      }
    }

    @Override
    public BackdoorMethod amplifiedBy(double alpha) {
      return new ConstrainAndScale(alpha, classWeight);
    }

    @Override
    public LocalTraining training(LocalTraining asked, Supplier<ParameterVector> honest) {
      // The rate carries the weight of L_class; what it does to L_ano is taken back.
      return asked
          .atRate(classWeight * asked.learningRate())
          .heldTo(new StepConstraint.Pull((1 - classWeight) / classWeight));
    }
  }

  /**
   * Projected gradient descent (Wang et al., NeurIPS 2020, arXiv:2007.05084, PGD attack with model
   * replacement): after every step the model is projected on a ball around the global model, so
   * small that what is handed in, amplified, has at most that norm. The authors' program bounds
   * what is trained and amplifies that: its epsilon is {@code radius / alpha}.
   *
   * @param radius of the update handed in, above 0
   */
  record ProjectedGradient(double amplification, double radius) implements BackdoorMethod {
    public ProjectedGradient {
      requireAmplification(amplification);
      if (!(radius > 0) || Double.isInfinite(radius)) {
        throw new IllegalArgumentException("a radius is above 0, not " + radius);
      }
    }

    @Override
    public BackdoorMethod amplifiedBy(double alpha) {
      return new ProjectedGradient(alpha, radius);
    }

    @Override
    public LocalTraining training(LocalTraining asked, Supplier<ParameterVector> honest) {
      return asked.heldTo(new StepConstraint.Ball(radius / amplification));
    }

    @Override
    public ParameterVector submit(ParameterVector delta) {
      // Whatever else training was held to may have left the ball, which the server can measure.
      ParameterVector amplified = delta.times(amplification);
      double norm = amplified.norm();
      return norm > radius ? amplified.times(radius / norm) : amplified;
    }
  }

  /**
   * Neurotoxin (Zhang et al., ICML 2022, arXiv:2206.10341, algorithm 1): trains only coordinates
   * that benign clients leave alone, so that they do not undo it: all but the share with the
   * greatest magnitude in an honest update. The paper takes the last global update for that, the
   * authors' program a gradient on other clients' data; here it is what training on the attackers'
   * own clean data would give from the current model, which tells less of what others change where
   * labels are divided among clients.
   *
   * @param heaviestShare of the coordinates that is left alone, in [0, 1)
   */
  record Neurotoxin(double amplification, double heaviestShare) implements BackdoorMethod {
    public Neurotoxin {
      requireAmplification(amplification);
      if (!(heaviestShare >= 0 && heaviestShare < 1)) {
        throw new IllegalArgumentException(
            "heaviest-share is at least 0 and below 1, not " + heaviestShare);
      }
    }

    @Override
    public BackdoorMethod amplifiedBy(double alpha) {
      return new Neurotoxin(alpha, heaviestShare);
    }

    @Override
    public LocalTraining training(LocalTraining asked, Supplier<ParameterVector> honest) {
      return asked.heldTo(
          new StepConstraint.Only(LightCoordinates.of(honest.get(), heaviestShare)));
    }
  }

  private static void requireAmplification(double amplification) {
    if (!(amplification >= 1) || Double.isInfinite(amplification)) {
      throw new IllegalArgumentException("amplification is at least 1, not " + amplification);
    }
  }
}
