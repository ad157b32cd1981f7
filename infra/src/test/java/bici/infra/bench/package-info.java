@NullMarked
package bici.infra.bench;

import org.jspecify.annotations.NullMarked;
