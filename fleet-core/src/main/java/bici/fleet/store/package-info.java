/** PostgreSQL with TimescaleDB as the keeper of facts and of what follows from them. Blocking; only infra builds it. */
@NullMarked
package bici.fleet.store;

import org.jspecify.annotations.NullMarked;
