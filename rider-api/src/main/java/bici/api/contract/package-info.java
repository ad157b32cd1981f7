/** Operations of the OpenAPI contracts: mounted, checked on the way in, answered. */
@NullMarked
package bici.api.contract;

import org.jspecify.annotations.NullMarked;
