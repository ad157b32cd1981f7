@NullMarked
package bici.infra.slow;

import org.jspecify.annotations.NullMarked;
