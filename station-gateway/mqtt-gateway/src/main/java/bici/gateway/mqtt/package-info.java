/** Stations' connections: what they say, what they are told, and when they are let go. */
@NullMarked
package bici.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
