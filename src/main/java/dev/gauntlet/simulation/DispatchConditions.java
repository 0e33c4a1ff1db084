package dev.gauntlet.simulation;

/**
 * How dispatches fare.
 *
 * @param devices how long they take
 * @param availability a client that goes offline on the way loses its dispatch
 * @param dropout the probability that a dispatch is lost for another reason, in [0, 1)
 */
public record DispatchConditions(Devices devices, Availability availability, double dropout) {

  public DispatchConditions {
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout is at least 0 and below 1, not " + dropout);
    }
  }
}
