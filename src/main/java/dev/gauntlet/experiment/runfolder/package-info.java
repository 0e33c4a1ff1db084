/** The files of a run: its folder, lock, manifest, events and checkpoints. */
@NullMarked
package dev.gauntlet.experiment.runfolder;

import org.jspecify.annotations.NullMarked;
