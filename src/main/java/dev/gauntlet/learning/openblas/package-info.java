/** The compact engine: our own training steps over OpenBLAS. */
@NullMarked
package dev.gauntlet.learning.openblas;

import org.jspecify.annotations.NullMarked;
