package bici.simulator.station;

import bici.wire.ClockQuality;

/** When a station says that something happens. */
public record Stamp(long deviceTimeMs, long uptimeMs, int boot, ClockQuality clock, boolean offline) {}
