package dev.gauntlet.metrics;

/**
 * How many of those who were asked took part.
 *
 * @param participants whose updates, or votes, were used
 * @param dropped who did not deliver
 * @param discarded whose delivery was not used
 */
public record Participation(int participants, int dropped, int discarded) {}
