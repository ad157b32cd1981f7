/** The gateway as stations meet it: real sockets, real certificates, the real database. */
@NullMarked
package bici.infra.gateway;

import org.jspecify.annotations.NullMarked;
