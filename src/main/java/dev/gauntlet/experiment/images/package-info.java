/** The images of a run, and which of them each client has. */
@NullMarked
package dev.gauntlet.experiment.images;

import org.jspecify.annotations.NullMarked;
