/** What clients compute, honest or not, without an actor. */
@NullMarked
package dev.gauntlet.client;

import org.jspecify.annotations.NullMarked;
