/** Deliveries on their way to the ledger: bounded, fair between stations, acknowledged after the commit. */
@NullMarked
package bici.gateway.inbox;

import org.jspecify.annotations.NullMarked;
