/** Digits drawn by the program, for runs without any files. */
@NullMarked
package dev.gauntlet.data.synthetic;

import org.jspecify.annotations.NullMarked;
