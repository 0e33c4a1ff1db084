/** The choice between the network engines: the only package that knows them all. */
@NullMarked
package dev.gauntlet.learning.engine;

import org.jspecify.annotations.NullMarked;
