/** Every limit and interval of the gateway in one record. */
@NullMarked
package bici.gateway.options;

import org.jspecify.annotations.NullMarked;
