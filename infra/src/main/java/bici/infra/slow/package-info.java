/** {@code bici slow}: clients that take their time, and what becomes of everybody else meanwhile. */
@NullMarked
package bici.infra.slow;

import org.jspecify.annotations.NullMarked;
