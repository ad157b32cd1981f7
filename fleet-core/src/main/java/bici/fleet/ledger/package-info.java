/**
 * The transactions of the ledger as plain logic: what is new, what follows from it, what is told afterwards. Rows come and
 * go through ports, so that the same code runs over PostgreSQL and over its twin in memory.
 */
@NullMarked
package bici.fleet.ledger;

import org.jspecify.annotations.NullMarked;
