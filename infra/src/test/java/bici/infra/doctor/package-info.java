/** The checks of a machine. */
@NullMarked
package bici.infra.doctor;

import org.jspecify.annotations.NullMarked;
