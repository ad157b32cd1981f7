/** Signing in and out: codes by phone, one-time links, refresh tokens. */
@NullMarked
package bici.api.session;

import org.jspecify.annotations.NullMarked;
