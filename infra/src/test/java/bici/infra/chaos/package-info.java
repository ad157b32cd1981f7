@NullMarked
package bici.infra.chaos;

import org.jspecify.annotations.NullMarked;
