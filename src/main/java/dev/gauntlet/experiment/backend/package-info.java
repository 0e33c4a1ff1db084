/** Where the clients of a run compute: in this JVM, or on the workers of a cluster. */
@NullMarked
package dev.gauntlet.experiment.backend;

import org.jspecify.annotations.NullMarked;
