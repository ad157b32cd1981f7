/** How benchmarks are measured, compared with their targets, and told. Knows nothing of bicycles. */
@NullMarked
package bici.infra.bench.measure;

import org.jspecify.annotations.NullMarked;
