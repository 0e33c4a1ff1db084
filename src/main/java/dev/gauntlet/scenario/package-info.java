/** The scenario language: from HOCON text to an immutable, valid {@code Scenario}. */
@NullMarked
package dev.gauntlet.scenario;

import org.jspecify.annotations.NullMarked;
