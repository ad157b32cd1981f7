/** A city and how it rides: places, what is asked of them hour by hour, how long a ride takes. Nothing here runs. */
@NullMarked
package bici.simulator.city;

import org.jspecify.annotations.NullMarked;
