package dev.gauntlet.learning.dl4j;

import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.learning.NetworkEngine;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Plain Deeplearning4j: several times slower than the compact engine, and what runs where that one
 * has no native library.
 */
public final class Dl4jEngine implements NetworkEngine {

  @Override
  public String description() {
    String version = Nd4j.class.getPackage().getImplementationVersion();
    return "Deeplearning4j" + (version == null ? "" : " " + version);
  }

  @Override
  public Learner newLearner(Architecture architecture) {
    return new Dl4jLearner(architecture);
  }
}
