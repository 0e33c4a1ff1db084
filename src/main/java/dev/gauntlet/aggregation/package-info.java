/** Rules that combine client updates into one. */
@NullMarked
package dev.gauntlet.aggregation;

import org.jspecify.annotations.NullMarked;
