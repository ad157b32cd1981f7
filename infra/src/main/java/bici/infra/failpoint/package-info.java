/** Places where a test may stop this program dead. Off, and costing nothing, unless a system property arms them. */
@NullMarked
package bici.infra.failpoint;

import org.jspecify.annotations.NullMarked;
