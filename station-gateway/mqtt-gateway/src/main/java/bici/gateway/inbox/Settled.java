package bici.gateway.inbox;

import bici.fleet.dock.Receipt;

/** A committed parcel and what became of its facts. */
public record Settled(Parcel parcel, Receipt receipt) {}
