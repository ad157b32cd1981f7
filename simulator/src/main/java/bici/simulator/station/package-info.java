/**
 * A station controller as a stranger would build it from PROTOCOL.md: its own certificate, its own journal on disk, and
 * docks that do what they are told.
 */
@NullMarked
package bici.simulator.station;

import org.jspecify.annotations.NullMarked;
