/** Clients, models, updates, cohorts and rounds, as pure values and state machines. */
@NullMarked
package dev.gauntlet.federation;

import org.jspecify.annotations.NullMarked;
