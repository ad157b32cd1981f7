/** Alarms, commands, cards and their allow-list. */
@NullMarked
package bici.fleet.operations;

import org.jspecify.annotations.NullMarked;
