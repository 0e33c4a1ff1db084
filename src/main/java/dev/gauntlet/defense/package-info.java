/** The defence: votes, pruning, clipping, fine-tuning stop rules. */
@NullMarked
package dev.gauntlet.defense;

import org.jspecify.annotations.NullMarked;
