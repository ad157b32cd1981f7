/** Docks, locks and bikes at rest: the facts stations report, what a dock is after them, and the port they come in by. */
@NullMarked
package bici.fleet.dock;

import org.jspecify.annotations.NullMarked;
