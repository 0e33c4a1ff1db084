/** The Deeplearning4j engine; the only user of ND4J and Deeplearning4j. */
@NullMarked
package dev.gauntlet.learning.dl4j;

import org.jspecify.annotations.NullMarked;
