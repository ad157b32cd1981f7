/**
 * The ledger's tables in memory: the same unique keys and checks as the database's, transactions that can be taken back,
 * and faults on demand. One thread.
 */
@NullMarked
package bici.infra.simulation.memory;

import org.jspecify.annotations.NullMarked;
