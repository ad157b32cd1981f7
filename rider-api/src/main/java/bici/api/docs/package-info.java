/** The contracts, shown and explained. */
@NullMarked
package bici.api.docs;

import org.jspecify.annotations.NullMarked;
