package dev.gauntlet.phase;

/**
 * The federation cannot go on: too few clients deliver, or nothing that can be used. The message
 * says so to the user; nothing is wrong with the program.
 */
public final class FederationStuckException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FederationStuckException(String message) {
    super(message);
  }
}
