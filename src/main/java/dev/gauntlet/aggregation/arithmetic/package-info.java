/**
 * What aggregation rules compute with: sums, distances, orders and noise over many updates, on all
 * threads, always the same bits.
 */
@NullMarked
package dev.gauntlet.aggregation.arithmetic;

import org.jspecify.annotations.NullMarked;
