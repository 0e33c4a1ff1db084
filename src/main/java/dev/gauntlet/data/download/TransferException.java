package dev.gauntlet.data.download;

/** An attempt to fetch a file that failed. */
final class TransferException extends Exception {

  private final boolean worthRepeating;

  private TransferException(String message, boolean worthRepeating) {
    super(message);
    this.worthRepeating = worthRepeating;
  }

  /** The connection failed: the same address may work the next time. */
  static TransferException broken(String message) {
    return new TransferException(message, true);
  }

  /** The address does not have the file. */
  static TransferException refused(String message) {
    return new TransferException(message, false);
  }

  boolean isWorthRepeating() {
    return worthRepeating;
  }
}
