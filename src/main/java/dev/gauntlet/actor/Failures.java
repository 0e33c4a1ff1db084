package dev.gauntlet.actor;

import java.util.function.Supplier;

/** Turns errors into something that supervision passes on. */
final class Failures {

  private Failures() {}

  /** A computation that has failed with an error such as lack of memory. */
  static final class ComputationFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ComputationFailed(Error cause) {
      super(cause.toString(), cause);
    }
  }

  /**
   * The result, or an exception where the computation throws an {@link Error}: Akka takes most of
   * those as the end of the whole process and would leave the run waiting.
   */
  static <T> T asExceptions(Supplier<T> computation) {
    try {
      return computation.get();
    } catch (Error e) {
      throw new ComputationFailed(e);
    }
  }
}
