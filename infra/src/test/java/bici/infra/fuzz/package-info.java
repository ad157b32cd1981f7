@NullMarked
package bici.infra.fuzz;

import org.jspecify.annotations.NullMarked;
