package dev.gauntlet.experiment.request;

import java.util.List;

/** A run that cannot be begun as it was asked for: every problem, in words for the user. */
public final class RequestException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public RequestException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public RequestException(String problem) {
    this(List.of(problem));
  }

  /** One text for each problem. */
  public List<String> problems() {
    return problems;
  }
}
