/** The two web pages, served from the jar. */
@NullMarked
package bici.api.pages;

import org.jspecify.annotations.NullMarked;
