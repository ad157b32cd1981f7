/** What all verbs of the command line share: options, errors, version. */
@NullMarked
package bici.infra.command;

import org.jspecify.annotations.NullMarked;
