/** Whole-system tests of the ledger on the real database. */
@NullMarked
package bici.infra.ledger;

import org.jspecify.annotations.NullMarked;
