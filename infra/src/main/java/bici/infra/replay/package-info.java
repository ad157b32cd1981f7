/** The verb {@code replay}: a real trip history through the real wire, and what comes out compared with what went in. */
@NullMarked
package bici.infra.replay;

import org.jspecify.annotations.NullMarked;
