/** How people and programs ask: the one HTTP server, put together. */
@NullMarked
package bici.api;

import org.jspecify.annotations.NullMarked;
