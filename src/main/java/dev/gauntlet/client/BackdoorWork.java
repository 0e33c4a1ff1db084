package dev.gauntlet.client;

import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.Goal;
import dev.gauntlet.attack.PruningAware;
import dev.gauntlet.attack.SelfClipping;
import dev.gauntlet.attack.byzantine.HonestUpdates;
import dev.gauntlet.data.Examples;
import dev.gauntlet.defense.PruneBallot;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.Spread;
import dev.gauntlet.learning.StepConstraint;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.Optional;

/**
 * Training that plants a backdoor: poisoned data, the channels that will be pruned left out, the
 * method's own way to train, weights kept from being extreme, and last what the method makes of the
 * result.
 */
record BackdoorWork(
    BenignWork honest, Adversary attack, Goal.Targeted plant, ColludingGroup.Knowledge known) {

  ParameterVector update(ClientTask.Training task, GlobalModel model, Learner learner) {
    PrunedChannels held = held(task.settings().pruned(), model, learner);
    LocalTraining settings =
        plant
            .method()
            .training(
                plant.training(task.settings().holding(held), task.round()),
                () -> honestMean(task, model, learner));
    Optional<SelfClipping> clipping = plant.adaptation().selfClipping();
    if (clipping.isPresent()) {
      settings = settings.heldTo(withinDeviations(clipping.get(), held, model));
    }
    ParameterVector delta =
        honest.train(settings, task.turn(), model.parameters(), poisoned(task), learner);
    // Held channels went to 0 for the training; the global model's are to stay what they are.
    return plant.method().submit(held.count() == 0 ? delta : honest.block().pruned(delta, held));
  }

  private StepConstraint withinDeviations(
      SelfClipping clipping, PrunedChannels held, GlobalModel model) {
    // Channels that are only expected to be pruned are 0 in training, and are to count as they are.
    WeightMoments expected =
        WeightMoments.of(model.parameters(), honest.block(), held.without(model.pruned()));
    return new StepConstraint.WithinDeviations(
        honest.block(),
        held,
        clipping.spread() == Spread.LAYER
            ? model.besides(Spread.LAYER).and(expected)
            : WeightMoments.NONE,
        clipping.delta());
  }

  private Examples poisoned(ClientTask.Training task) {
    return plant
        .backdoor()
        .poison(
            honest.examples(),
            attack.partOf(honest.client()),
            honest.streams().stream("poisoning", honest.client().index(), task.turn()));
  }

  private PrunedChannels held(PrunedChannels pruned, GlobalModel model, Learner learner) {
    PrunedChannels held = pruned;
    if (plant.adaptation().pruningAware().isPresent()) {
      PruningAware aware = plant.adaptation().pruningAware().get();
      for (int channel : expected(aware, model, learner).toArray()) {
        held = held.contains(channel) ? held : held.with(channel);
      }
    }
    return held;
  }

  private PrunedChannels expected(PruningAware aware, GlobalModel model, Learner learner) {
    if (aware.oracle()) {
      return aware
          .mask()
          .orElseThrow(() -> new IllegalStateException("no rehearsal has told what is pruned"));
    }
    double[] activations = known.activations("clean", known.data(), aware.record(), model, learner);
    // What an honest client of this data would vote to prune, one channel at least.
    PruneBallot ballot =
        PruneBallot.ofActivations(
            activations, Math.max(aware.expectedShare(), 1.0 / activations.length));
    PrunedChannels expected = PrunedChannels.NONE;
    for (int channel = 0; channel < ballot.keep().size(); channel++) {
      expected = ballot.keep().get(channel) ? expected : expected.with(channel);
    }
    return expected;
  }

  private ParameterVector honestMean(ClientTask.Training task, GlobalModel model, Learner learner) {
    HonestUpdates updates = known.honestUpdates(task, model, learner);
    double[] mean = updates.mean();
    float[] values = new float[mean.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) mean[i];
    }
    return ParameterVector.adopt(values);
  }
}
