@NullMarked
package bici.infra.station;

import org.jspecify.annotations.NullMarked;
