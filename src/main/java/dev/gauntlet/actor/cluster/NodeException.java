package dev.gauntlet.actor.cluster;

/** A node cannot be what it was asked to be; the message says why, in words for the user. */
public final class NodeException extends Exception {

  private static final long serialVersionUID = 1L;

  public NodeException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
