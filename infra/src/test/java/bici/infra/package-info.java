/** How the whole program behaves from outside. */
@NullMarked
package bici.infra;

import org.jspecify.annotations.NullMarked;
