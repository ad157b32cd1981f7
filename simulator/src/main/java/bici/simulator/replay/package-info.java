/** A trip history as the journals that its stations would hold had they been off line all along. Pure: no network. */
@NullMarked
package bici.simulator.replay;

import org.jspecify.annotations.NullMarked;
