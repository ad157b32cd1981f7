/** Asks every operation of the contracts as everybody who may, rightly and wrongly, and judges the answers. */
@NullMarked
package bici.infra.fuzz;

import org.jspecify.annotations.NullMarked;
