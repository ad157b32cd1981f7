/** Floors: programs that do the physically necessary part of the product's work and nothing else. */
@NullMarked
package bici.infra.bench.floor;

import org.jspecify.annotations.NullMarked;
