/** This program as a process among others: running programs, telling a terminal, ending in order. */
@NullMarked
package bici.infra.machine;

import org.jspecify.annotations.NullMarked;
