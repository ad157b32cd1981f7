/** What verbs share. */
@NullMarked
package bici.infra.command;

import org.jspecify.annotations.NullMarked;
