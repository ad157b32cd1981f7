@NullMarked
package bici.infra.failpoint;

import org.jspecify.annotations.NullMarked;
