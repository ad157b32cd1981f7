/** Verbs about the people who work with the system. */
@NullMarked
package bici.infra.staff;

import org.jspecify.annotations.NullMarked;
