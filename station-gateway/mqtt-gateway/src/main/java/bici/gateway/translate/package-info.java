/** From the wire's words to the fleet's, and back. */
@NullMarked
package bici.gateway.translate;

import org.jspecify.annotations.NullMarked;
