/** The embedded database itself, and a fresh database for every test that needs one. */
@NullMarked
package bici.infra.database;

import org.jspecify.annotations.NullMarked;
