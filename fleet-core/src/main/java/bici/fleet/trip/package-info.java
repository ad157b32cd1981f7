/** Trips as a pure fold over a bike's facts in the order they happened. */
@NullMarked
package bici.fleet.trip;

import org.jspecify.annotations.NullMarked;
