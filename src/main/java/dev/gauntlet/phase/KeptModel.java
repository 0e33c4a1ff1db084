package dev.gauntlet.phase;

import dev.gauntlet.protocol.GlobalModel;

/** Which of the models that rounds produce is the result, and when there is no point in more. */
interface KeptModel {

  /** The model that a round ended with, the first time the one that the phase starts from. */
  void offer(GlobalModel model, double validationAccuracy);

  /** The one to keep of those offered. */
  GlobalModel model();

  /** Whether enough rounds have brought nothing better. */
  boolean isSettled();

  /**
   * What is kept.
   *
   * @param newest the model that is offered next
   */
  RoundsState.Kept snapshot(GlobalModel newest);

  void restore(RoundsState.Kept state);

  /** The last model, however good. */
  final class Last implements KeptModel {
    private GlobalModel model;

    Last(GlobalModel start) {
      this.model = start;
    }

    @Override
    public void offer(GlobalModel offered, double validationAccuracy) {
      model = offered;
    }

    @Override
    public GlobalModel model() {
      return model;
    }

    @Override
    public boolean isSettled() {
      return false;
    }

    @Override
    public RoundsState.Kept snapshot(GlobalModel newest) {
      return new RoundsState.Kept(newest, Double.NEGATIVE_INFINITY, 0);
    }

    @Override
    public void restore(RoundsState.Kept state) {
      model = state.model();
    }
  }

  /** The best model, the earlier of equals; settled after {@code patience} that were not better. */
  final class Best implements KeptModel {
    private final int patience;
    private GlobalModel model;
    private double accuracy = Double.NEGATIVE_INFINITY;
    private int notBetter;

    Best(GlobalModel start, int patience) {
      this.model = start;
      this.patience = patience;
    }

    @Override
    public void offer(GlobalModel offered, double validationAccuracy) {
      if (validationAccuracy > accuracy) {
        model = offered;
        accuracy = validationAccuracy;
        notBetter = 0;
      } else {
        notBetter++;
      }
    }

    @Override
    public GlobalModel model() {
      return model;
    }

    @Override
    public boolean isSettled() {
      return notBetter >= patience;
    }

    @Override
    public RoundsState.Kept snapshot(GlobalModel newest) {
      return new RoundsState.Kept(model, accuracy, notBetter);
    }

    @Override
    public void restore(RoundsState.Kept state) {
      model = state.model();
      accuracy = state.accuracy();
      notBetter = state.notBetter();
    }
  }
}
