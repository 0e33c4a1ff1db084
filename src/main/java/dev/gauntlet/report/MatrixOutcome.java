package dev.gauntlet.report;

import org.jspecify.annotations.Nullable;

/**
 * A run of a grid.
 *
 * @param attack its name
 * @param defence its name
 * @param summary of the run; null if it failed
 */
public record MatrixOutcome(String attack, String defence, long seed, @Nullable Summary summary) {}
