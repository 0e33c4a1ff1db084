package dev.gauntlet.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a wrong request is answered. */
final class Problems {

  private Problems() {}

  /** Reports a number of something that there has to be one of; null is the default. */
  static void requireOne(String option, @Nullable Integer number, List<String> problems) {
    if (number != null && number < 1) {
      problems.add(option + " " + number + ": expected at least 1");
    }
  }

  /** Tells the user everything that is wrong and that nothing was done; gives the exit code. */
  static int refuse(List<String> problems, PrintWriter err) {
    problems.forEach(err::println);
    err.println(
        (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + "; nothing was run");
    err.flush();
    return Main.WRONG;
  }
}
