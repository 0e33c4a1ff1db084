/** What server and clients say to each other: tasks and replies, as sealed sets of records. */
@NullMarked
package dev.gauntlet.protocol;

import org.jspecify.annotations.NullMarked;
