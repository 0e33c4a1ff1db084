/** One run on many JVMs: the run's node, its workers and what they say to each other. */
@NullMarked
package dev.gauntlet.actor.cluster;

import org.jspecify.annotations.NullMarked;
