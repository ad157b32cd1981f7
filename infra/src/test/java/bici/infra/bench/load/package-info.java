@NullMarked
package bici.infra.bench.load;

import org.jspecify.annotations.NullMarked;
