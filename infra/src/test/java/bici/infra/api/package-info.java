/** The API as strangers meet it: a real server, a real database, plain HTTP. */
@NullMarked
package bici.infra.api;

import org.jspecify.annotations.NullMarked;
