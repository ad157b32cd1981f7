/** Histories that are right, and histories that are wrong in one way each. */
@NullMarked
package bici.infra.history;

import org.jspecify.annotations.NullMarked;
