/** What riders ask. */
@NullMarked
package bici.api.rider;

import org.jspecify.annotations.NullMarked;
