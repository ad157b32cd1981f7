/** What a station may do, as pure decisions over its identity: connect, publish, subscribe. */
@NullMarked
package bici.gateway.access;

import org.jspecify.annotations.NullMarked;
