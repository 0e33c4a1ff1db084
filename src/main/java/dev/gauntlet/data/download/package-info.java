/** Fetching the published image sets. */
@NullMarked
package dev.gauntlet.data.download;

import org.jspecify.annotations.NullMarked;
