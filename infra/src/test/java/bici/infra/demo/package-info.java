@NullMarked
package bici.infra.demo;

import org.jspecify.annotations.NullMarked;
