/** What was asked, answered and physically done in a run, as a file; and the check that it was right. */
@NullMarked
package bici.infra.history;

import org.jspecify.annotations.NullMarked;
