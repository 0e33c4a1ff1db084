/** Events rendered as JSON, CSV and text. */
@NullMarked
package dev.gauntlet.report;

import org.jspecify.annotations.NullMarked;
