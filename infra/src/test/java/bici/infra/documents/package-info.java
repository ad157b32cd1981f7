/** Documents are held against the code and the files they speak of. */
@NullMarked
package bici.infra.documents;

import org.jspecify.annotations.NullMarked;
