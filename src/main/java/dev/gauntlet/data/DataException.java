package dev.gauntlet.data;

/**
 * A data set that is missing, damaged or not in its format. The message names the file, what was
 * expected and what was found, and is meant for the user.
 */
public final class DataException extends RuntimeException {

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
