/** Image sets, their readers, and their division among clients. */
@NullMarked
package dev.gauntlet.data;

import org.jspecify.annotations.NullMarked;
