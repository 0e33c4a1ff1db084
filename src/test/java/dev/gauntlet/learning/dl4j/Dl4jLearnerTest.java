package dev.gauntlet.learning.dl4j;

import dev.gauntlet.learning.LearnerContract;
import dev.gauntlet.learning.NetworkEngine;

class Dl4jLearnerTest extends LearnerContract {

  @Override
  protected NetworkEngine engine() {
    return new Dl4jEngine();
  }
}
