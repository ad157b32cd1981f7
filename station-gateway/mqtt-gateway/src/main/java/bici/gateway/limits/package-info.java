/** Rates. */
@NullMarked
package bici.gateway.limits;

import org.jspecify.annotations.NullMarked;
