/** Who asks, and what they may: tokens and the one table of roles, operations and objects. */
@NullMarked
package bici.api.access;

import org.jspecify.annotations.NullMarked;
