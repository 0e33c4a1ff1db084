/** The run's timeline: what changes in it, and when. */
@NullMarked
package dev.gauntlet.timeline;

import org.jspecify.annotations.NullMarked;
