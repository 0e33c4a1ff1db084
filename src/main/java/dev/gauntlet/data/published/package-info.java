/** The published sets of images: their files, formats and checksums. */
@NullMarked
package dev.gauntlet.data.published;

import org.jspecify.annotations.NullMarked;
