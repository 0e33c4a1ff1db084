/** What a user asks of a run beside its scenario. */
@NullMarked
package dev.gauntlet.experiment.request;

import org.jspecify.annotations.NullMarked;
