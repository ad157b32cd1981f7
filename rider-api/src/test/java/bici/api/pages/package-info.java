@NullMarked
package bici.api.pages;

import org.jspecify.annotations.NullMarked;
