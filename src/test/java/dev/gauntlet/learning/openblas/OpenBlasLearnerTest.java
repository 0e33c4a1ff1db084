package dev.gauntlet.learning.openblas;

import dev.gauntlet.learning.LearnerContract;
import dev.gauntlet.learning.NetworkEngine;

class OpenBlasLearnerTest extends LearnerContract {

  @Override
  protected NetworkEngine engine() {
    return new OpenBlasEngine();
  }
}
