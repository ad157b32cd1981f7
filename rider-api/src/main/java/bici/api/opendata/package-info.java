/**
 * Open data: GBFS 3.0 and 2.3, printed once per change or few seconds into documents that never change, and served from
 * memory. Reading the fleet blocks and is done on the press's own thread; the routes only hand out buffers.
 */
@NullMarked
package bici.api.opendata;

import org.jspecify.annotations.NullMarked;
