/** The register of bikes at the command line. */
@NullMarked
package bici.infra.bike;

import org.jspecify.annotations.NullMarked;
