package bici.fleet.dock;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.SequenceRange;
import java.util.Optional;

/** What happened at a station (PROTOCOL.md, "Facts"). Docks are numbers of the reporting station. */
public sealed interface Event {
    record BikeRemoved(int dock, BikeId bike, Cause cause) implements Event {}

    record BikeDocked(int dock, BikeId bike) implements Event {}

    /** The lock opened, nobody pulled the bike, the lock closed again. */
    record LockOpenedNotTaken(int dock, BikeId bike, Optional<CommandId> command) implements Event {}

    record LockFailed(int dock, Optional<CommandId> command, String code) implements Event {}

    record DockFault(int dock, String code) implements Event {}

    record DockCleared(int dock) implements Event {}

    /** Dock 0 is the station's own cabinet. */
    record Tamper(int dock) implements Event {}

    record Door(boolean open) implements Event {}

    record Power(boolean mains, int batteryPercent) implements Event {}

    /** A report button was pressed at a dock. */
    record Button(int dock, Optional<BikeId> bike, String code) implements Event {}

    record BikeBattery(int dock, BikeId bike, int percent) implements Event {}

    /** The station no longer has these facts and never will. */
    record Lost(SequenceRange range) implements Event {}
}
