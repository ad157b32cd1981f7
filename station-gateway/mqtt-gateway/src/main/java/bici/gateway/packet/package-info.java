/** What a packet of MQTT must look like, before anything of it is believed. */
@NullMarked
package bici.gateway.packet;

import org.jspecify.annotations.NullMarked;
