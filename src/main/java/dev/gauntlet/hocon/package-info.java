/**
 * Reading HOCON: blocks, keys and their bounds, and every problem with file, line and what would be
 * right.
 */
@NullMarked
package dev.gauntlet.hocon;

import org.jspecify.annotations.NullMarked;
