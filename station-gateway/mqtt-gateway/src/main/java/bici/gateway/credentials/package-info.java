/** The small built-in authority: who a station is, and until when. */
@NullMarked
package bici.gateway.credentials;

import org.jspecify.annotations.NullMarked;
