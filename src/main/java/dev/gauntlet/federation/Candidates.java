package dev.gauntlet.federation;

/** Whom a selection can choose from. */
public interface Candidates {

  /** How many clients there are, counted from 0. */
  int population();

  /** Whether the client can be asked now: it is there, online and not at work. */
  boolean canBeAsked(int client);

  /** How many examples the client holds. */
  long examples(int client);

  /** The client that the last selection ended with; -1 before the first. */
  int lastSelected();
}
