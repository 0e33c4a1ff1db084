package dev.gauntlet.learning;

/** What runs networks: the place where one implementation is exchanged for another. */
public interface NetworkEngine {

  /** The engine and its linear algebra, for the manifest. */
  String description();

  /** A learner for the calling thread. */
  Learner newLearner(Architecture architecture);
}
