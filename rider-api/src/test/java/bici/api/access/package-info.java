@NullMarked
package bici.api.access;

import org.jspecify.annotations.NullMarked;
