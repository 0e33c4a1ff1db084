/** Telling apart the kinds of sealed types, completely: Java 17 has no switch that does. */
@NullMarked
package dev.gauntlet.match;

import org.jspecify.annotations.NullMarked;
