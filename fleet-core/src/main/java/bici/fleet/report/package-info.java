/** Exports and audits: figures that can be recomputed from recorded facts. */
@NullMarked
package bici.fleet.report;

import org.jspecify.annotations.NullMarked;
