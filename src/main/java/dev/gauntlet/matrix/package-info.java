/** Grids of runs: every attack against every defence with every seed, and their tables. */
@NullMarked
package dev.gauntlet.matrix;

import org.jspecify.annotations.NullMarked;
