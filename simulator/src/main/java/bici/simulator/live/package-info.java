/** A city that lives: riders with phones and cards, a van, and stations that they all stand at. */
@NullMarked
package bici.simulator.live;

import org.jspecify.annotations.NullMarked;
