/** Riders and staff signing in, on a real database. */
@NullMarked
package bici.infra.people;

import org.jspecify.annotations.NullMarked;
