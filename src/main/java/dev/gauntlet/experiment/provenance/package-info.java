/**
 * What a result depends on beside the scenario: the program, the machine's arithmetic, the files.
 */
@NullMarked
package dev.gauntlet.experiment.provenance;

import org.jspecify.annotations.NullMarked;
