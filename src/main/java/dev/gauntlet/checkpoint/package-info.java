/** States of a run on the disk, from which it can go on. */
@NullMarked
package dev.gauntlet.checkpoint;

import org.jspecify.annotations.NullMarked;
