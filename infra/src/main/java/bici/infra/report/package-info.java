/** The verbs that read: exports and the audit. */
@NullMarked
package bici.infra.report;

import org.jspecify.annotations.NullMarked;
