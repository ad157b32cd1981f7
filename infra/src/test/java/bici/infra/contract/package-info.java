/** The same tests for both that keep the ledger's rows: PostgreSQL and its twin in memory. */
@NullMarked
package bici.infra.contract;

import org.jspecify.annotations.NullMarked;
