/** The phases of a run as pure state machines that the server actor obeys. */
@NullMarked
package dev.gauntlet.phase;

import org.jspecify.annotations.NullMarked;
