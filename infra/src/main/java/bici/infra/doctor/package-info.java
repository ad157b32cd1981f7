/** {@code bici doctor}: whether this machine can run the program, and what to do where it cannot. */
@NullMarked
package bici.infra.doctor;

import org.jspecify.annotations.NullMarked;
