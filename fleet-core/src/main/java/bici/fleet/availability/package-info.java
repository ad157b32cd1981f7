/** What a rider may take or return, now. */
@NullMarked
package bici.fleet.availability;

import org.jspecify.annotations.NullMarked;
