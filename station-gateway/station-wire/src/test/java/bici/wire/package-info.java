/** Tests of the wire: golden files, schemas, documents. */
@NullMarked
package bici.wire;

import org.jspecify.annotations.NullMarked;
