package dev.gauntlet.hocon;

/**
 * One reason why a scenario cannot run.
 *
 * @param where {@code file:line}, the file alone where no line is to blame, or an override
 * @param key the full path of the key, empty if the problem is not about a key
 * @param wrong what is wrong
 * @param right what would be right
 */
public record Problem(String where, String key, String wrong, String right) {

  /** One line, as the user reads it: {@code where: key: what is wrong; what would be right}. */
  @Override
  public String toString() {
    boolean told = key.isEmpty() || where.startsWith("--set " + key + "=");
    return where + ": " + (told ? "" : key + ": ") + wrong + (right.isEmpty() ? "" : "; " + right);
  }
}
