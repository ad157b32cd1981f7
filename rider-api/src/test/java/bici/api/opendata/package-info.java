@NullMarked
package bici.api.opendata;

import org.jspecify.annotations.NullMarked;
