/** Which connections the listeners take, and how long they wait for them. */
@NullMarked
package bici.infra.door;

import org.jspecify.annotations.NullMarked;
