/** {@code bici bench}: the product measured against what is physically possible, in one run (infra/BENCHMARKS.md). */
@NullMarked
package bici.infra.bench;

import org.jspecify.annotations.NullMarked;
