package dev.gauntlet.experiment;

/** A run that had begun and could not be brought to its end; the cause says why. */
public final class RunFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  public RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
