/** Unlocks: every race and every end, on a real database and on the real wire. */
@NullMarked
package bici.infra.unlock;

import org.jspecify.annotations.NullMarked;
