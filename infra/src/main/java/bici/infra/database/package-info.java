/** The real database: where it comes from, how it is started and stopped, and what is asked of it before use. */
@NullMarked
package bici.infra.database;

import org.jspecify.annotations.NullMarked;
