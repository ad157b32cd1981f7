/** Commands to stations, alarms, cards and their allow-list, notices of changes. */
@NullMarked
package bici.fleet.operations;

import org.jspecify.annotations.NullMarked;
