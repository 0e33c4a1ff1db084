/** What a client and a server ask of a neural network, and the networks themselves. */
@NullMarked
package dev.gauntlet.learning;

import org.jspecify.annotations.NullMarked;
