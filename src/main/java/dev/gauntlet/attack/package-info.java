/** Backdoors: trigger, poisoning, update manipulation and schedule. */
@NullMarked
package dev.gauntlet.attack;

import org.jspecify.annotations.NullMarked;
