/** How the parts are put together and run. */
@NullMarked
package bici.infra;

import org.jspecify.annotations.NullMarked;
