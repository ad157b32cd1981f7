/** What the gateway counts. */
@NullMarked
package bici.gateway.metrics;

import org.jspecify.annotations.NullMarked;
