/** What the authority's analysts ask. */
@NullMarked
package bici.api.analyst;

import org.jspecify.annotations.NullMarked;
