package dev.gauntlet.actor.cluster;

import java.util.Optional;

/**
 * What has to be the same on all nodes for a run to give the same bytes.
 *
 * @param build the program's version and commit
 * @param machine the Java version, the kind of processor and the linear algebra, which all have
 *     their own way of rounding
 */
public record Identity(String build, String machine) {

  /**
   * What speaks against working for that run, if anything does.
   *
   * @param run the identity of the run's node
   * @param anyMachine whether other rounding is put up with
   */
  Optional<String> objectionTo(Identity run, boolean anyMachine) {
    if (!build.equals(run.build)) {
      return Optional.of("the run's program is " + run.build + ", the worker's " + build);
    }
    if (!machine.equals(run.machine) && !anyMachine) {
      return Optional.of(
          "the run computes on \""
              + run.machine
              + "\", the worker on \""
              + machine
              + "\", which may round differently (allow-other-processors permits it)");
    }
    return Optional.empty();
  }
}
