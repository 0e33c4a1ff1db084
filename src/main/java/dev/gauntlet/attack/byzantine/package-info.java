/** Updates that are made up to harm the model. */
@NullMarked
package dev.gauntlet.attack.byzantine;

import org.jspecify.annotations.NullMarked;
