@NullMarked
package bici.infra.door;

import org.jspecify.annotations.NullMarked;
