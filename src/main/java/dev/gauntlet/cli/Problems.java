package dev.gauntlet.cli;

import java.io.PrintWriter;
import java.util.List;

/** How a wrong request is answered. */
final class Problems {

  private Problems() {}

  /** Tells the user everything that is wrong and that nothing was done; gives the exit code. */
  static int refuse(List<String> problems, PrintWriter err) {
    problems.forEach(err::println);
    err.println(
        (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + "; nothing was run");
    err.flush();
    return Main.WRONG;
  }
}
