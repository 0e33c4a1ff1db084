/** How images are divided among clients: by label, by Dirichlet draws, at random. */
@NullMarked
package dev.gauntlet.data.partition;

import org.jspecify.annotations.NullMarked;
