/** How stations are listened to: credentials, order, back-pressure, and the way from wire to fleet. */
@NullMarked
package bici.gateway;

import org.jspecify.annotations.NullMarked;
