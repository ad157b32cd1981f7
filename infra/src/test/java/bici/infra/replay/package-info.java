/** Tests of the verb {@code replay}. */
@NullMarked
package bici.infra.replay;

import org.jspecify.annotations.NullMarked;
