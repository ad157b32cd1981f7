/** {@code bici demo} and {@code bici simulate}: a city that lives, on real parts. */
@NullMarked
package bici.infra.demo;

import org.jspecify.annotations.NullMarked;
