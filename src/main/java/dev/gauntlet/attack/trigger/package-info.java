/** Triggers, and what sets a backdoor's images apart. */
@NullMarked
package dev.gauntlet.attack.trigger;

import org.jspecify.annotations.NullMarked;
