/** How people and programs ask: for now health and metrics. */
@NullMarked
package bici.api;

import org.jspecify.annotations.NullMarked;
