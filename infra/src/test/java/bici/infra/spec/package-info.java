/** The models of fleet-core/spec, held against every behaviour they have. */
@NullMarked
package bici.infra.spec;

import org.jspecify.annotations.NullMarked;
