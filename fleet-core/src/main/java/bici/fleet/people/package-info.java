/** Riders and staff: who they are, how they sign in, what they agreed to. */
@NullMarked
package bici.fleet.people;

import org.jspecify.annotations.NullMarked;
