@NullMarked
package bici.infra.pages;

import org.jspecify.annotations.NullMarked;
