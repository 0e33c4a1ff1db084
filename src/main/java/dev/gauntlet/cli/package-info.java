/** The command line: picocli commands, nothing else. */
@NullMarked
package dev.gauntlet.cli;

import org.jspecify.annotations.NullMarked;
