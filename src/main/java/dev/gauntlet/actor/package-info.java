/** Server and clients as Akka typed actors; thin handlers around pure code. */
@NullMarked
package dev.gauntlet.actor;

import org.jspecify.annotations.NullMarked;
