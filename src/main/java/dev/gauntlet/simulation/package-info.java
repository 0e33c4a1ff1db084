/** Virtual time and named random streams. */
@NullMarked
package dev.gauntlet.simulation;

import org.jspecify.annotations.NullMarked;
