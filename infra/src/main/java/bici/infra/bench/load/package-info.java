/** Load for benchmarks: stations and readers that cost as little as their packets. */
@NullMarked
package bici.infra.bench.load;

import org.jspecify.annotations.NullMarked;
