/** Whole-system tests of the ledger on the real database, and ({@code Twin}) of its logic on the twin in memory. */
@NullMarked
package bici.infra.ledger;

import org.jspecify.annotations.NullMarked;
