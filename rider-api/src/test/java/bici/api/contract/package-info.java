@NullMarked
package bici.api.contract;

import org.jspecify.annotations.NullMarked;
