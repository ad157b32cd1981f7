/** A rider with a phone as a stranger would build it from the API's contract: HTTP and JSON, nothing of the server. */
@NullMarked
package bici.simulator.rider;

import org.jspecify.annotations.NullMarked;
