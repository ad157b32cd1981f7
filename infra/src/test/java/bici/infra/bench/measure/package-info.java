@NullMarked
package bici.infra.bench.measure;

import org.jspecify.annotations.NullMarked;
