/**
 * Faults on the real wire: server, database and stations as processes of their own, killed and cut off while people
 * ride, and then held against a journal of what really happened.
 */
@NullMarked
package bici.infra.chaos;

import org.jspecify.annotations.NullMarked;
