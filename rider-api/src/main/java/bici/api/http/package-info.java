/** The frame of every request: problems, languages, limits, contracts, blocking work. */
@NullMarked
package bici.api.http;

import org.jspecify.annotations.NullMarked;
