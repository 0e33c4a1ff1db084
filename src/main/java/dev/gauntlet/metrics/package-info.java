/** What happened in a run, as events, and the numbers measured on its models. */
@NullMarked
package dev.gauntlet.metrics;

import org.jspecify.annotations.NullMarked;
