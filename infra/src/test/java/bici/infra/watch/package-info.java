/** Alarms, upkeep of stations and links that die, over the whole server. */
@NullMarked
package bici.infra.watch;

import org.jspecify.annotations.NullMarked;
