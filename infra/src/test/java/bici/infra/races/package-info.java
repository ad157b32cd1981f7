/** Every order of the steps of transactions that meet, on the real database. */
@NullMarked
package bici.infra.races;

import org.jspecify.annotations.NullMarked;
