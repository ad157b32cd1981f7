/** Open data as strangers read it: validated, followed, held against what the stations say. */
@NullMarked
package bici.infra.opendata;

import org.jspecify.annotations.NullMarked;
