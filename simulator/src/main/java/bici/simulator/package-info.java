/** Stations and riders as strangers would build them, from PROTOCOL.md alone. */
@NullMarked
package bici.simulator;

import org.jspecify.annotations.NullMarked;
