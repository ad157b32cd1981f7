/** The script that a newcomer calls first. */
@NullMarked
package bici.infra.launcher;

import org.jspecify.annotations.NullMarked;
