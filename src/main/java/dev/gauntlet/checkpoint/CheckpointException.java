package dev.gauntlet.checkpoint;

/** A checkpoint that cannot be read; the message says why, in words for the user. */
public final class CheckpointException extends Exception {

  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }
}
