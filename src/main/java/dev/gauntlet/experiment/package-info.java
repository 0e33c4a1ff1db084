/** The composition root: from a {@code Scenario} to a run and its folder. */
@NullMarked
package dev.gauntlet.experiment;

import org.jspecify.annotations.NullMarked;
