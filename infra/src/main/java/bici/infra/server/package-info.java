/** The server: every part wired by constructors, and the verb that runs it. */
@NullMarked
package bici.infra.server;

import org.jspecify.annotations.NullMarked;
