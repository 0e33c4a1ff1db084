/** The script of a run: what changes in it, and when. */
@NullMarked
package dev.gauntlet.timeline;

import org.jspecify.annotations.NullMarked;
