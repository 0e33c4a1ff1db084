package dev.gauntlet.hocon;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/** How problems name values and suggest words. */
public final class Messages {

  private static final int LONGEST_QUOTE = 60;

  private Messages() {}

  /** A value as a problem shows it. */
  public static String of(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "a block { ... }";
      case LIST -> "a list [ ... ]";
      case STRING -> quote(String.valueOf(value.unwrapped()));
      case NULL -> "null";
      case NUMBER, BOOLEAN -> value.render();
    };
  }

  /** The words with their article. */
  public static String a(String words) {
    return ("aeiou".indexOf(words.charAt(0)) < 0 ? "a " : "an ") + words;
  }

  public static String quote(String text) {
    String line = text.replace("\n", "\\n");
    return "'"
        + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line)
        + "'";
  }

  /** A number without a needless point or exponent: 1000000, not 1.0E6. */
  public static String number(double value) {
    return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
  }

  /** {@code "did you mean x? "}, or nothing if no known word is near. */
  public static String suggestion(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "did you mean " + near + "? ").orElse("");
  }

  /** The known word that needs the fewest edits, if they are few for a word of that length. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    Optional<String> nearest = Optional.empty();
    int fewest = Math.max(1, word.length() / 3) + 1;
    for (String candidate : known) {
      int edits = edits(word, candidate);
      if (edits < fewest) {
        fewest = edits;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  private static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          best = Math.min(best, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = best;
      }
    }
    return edits[from.length()][to.length()];
  }
}
