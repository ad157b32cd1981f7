/** The arrows between modules and packages as rules, and the house rules that a compiler does not know. */
@NullMarked
package bici.infra.architecture;

import org.jspecify.annotations.NullMarked;
