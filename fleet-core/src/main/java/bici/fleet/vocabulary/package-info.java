/** Ids, quantities and reasons: the words every other package speaks in. JDK only. */
@NullMarked
package bici.fleet.vocabulary;

import org.jspecify.annotations.NullMarked;
