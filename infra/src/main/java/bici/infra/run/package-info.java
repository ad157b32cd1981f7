/** What runs that play a city have in common: a place for data, the server as a child process, stations in this one. */
@NullMarked
package bici.infra.run;

import org.jspecify.annotations.NullMarked;
