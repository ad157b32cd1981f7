/** Whole days of a city in one thread of virtual time: the real core, everything around it made by a seed. */
@NullMarked
package bici.infra.simulation;

import org.jspecify.annotations.NullMarked;
