/** The station protocol, major version 1: topics, message records and their JSON codec (see PROTOCOL.md). */
@NullMarked
package bici.wire;

import org.jspecify.annotations.NullMarked;
