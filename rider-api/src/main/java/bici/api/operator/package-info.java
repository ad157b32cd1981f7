/** What the control room, technicians and crews ask. */
@NullMarked
package bici.api.operator;

import org.jspecify.annotations.NullMarked;
