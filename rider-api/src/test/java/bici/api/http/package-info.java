@NullMarked
package bici.api.http;

import org.jspecify.annotations.NullMarked;
