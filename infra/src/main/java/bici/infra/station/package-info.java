/** The verb that takes stations in. */
@NullMarked
package bici.infra.station;

import org.jspecify.annotations.NullMarked;
