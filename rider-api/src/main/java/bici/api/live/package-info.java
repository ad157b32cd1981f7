/** Changes as they happen, as Server-Sent Events. */
@NullMarked
package bici.api.live;

import org.jspecify.annotations.NullMarked;
