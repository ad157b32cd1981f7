package bici.wire;

import java.util.Optional;

/**
 * One fact as a station journalled it.
 *
 * @param offline the station had no accepted connection when it happened
 */
public record WireFact(
        long sequence,
        long deviceTimeMs,
        long uptimeMs,
        int boot,
        ClockQuality clock,
        boolean offline,
        Happening happening) {

    /** What happened; the JSON field {@code kind} names it, its fields stand beside it. */
    public sealed interface Happening {
        record BikeRemoved(int dock, String bike, Cause cause) implements Happening {}

        record BikeDocked(int dock, String bike) implements Happening {}

        record LockOpenedNotTaken(int dock, String bike, Optional<String> command) implements Happening {}

        record LockFailed(int dock, Optional<String> command, String code) implements Happening {}

        record DockFault(int dock, String code) implements Happening {}

        record DockCleared(int dock) implements Happening {}

        /** Dock 0 is the cabinet. */
        record Tamper(int dock) implements Happening {}

        record Door(boolean open) implements Happening {}

        record Power(boolean mains, int batteryPercent) implements Happening {}

        record Button(int dock, Optional<String> bike, String code) implements Happening {}

        record BikeBattery(int dock, String bike, int percent) implements Happening {}

        record Lost(long from, long to) implements Happening {}

        /** The JSON value of {@code kind}. */
        default String kind() {
            return switch (this) {
                case BikeRemoved x -> "bike-removed";
                case BikeDocked x -> "bike-docked";
                case LockOpenedNotTaken x -> "lock-opened-not-taken";
                case LockFailed x -> "lock-failed";
                case DockFault x -> "dock-fault";
                case DockCleared x -> "dock-cleared";
                case Tamper x -> "tamper";
                case Door x -> "door";
                case Power x -> "power";
                case Button x -> "button";
                case BikeBattery x -> "bike-battery";
                case Lost x -> "lost";
            };
        }
    }

    /** Why a bike was let go: {@code {"by":"command","command":…}}, {@code card}, {@code crew} or {@code nobody}. */
    public sealed interface Cause {
        record ByCommand(String command) implements Cause {}

        record ByCard(String card, long listVersion, String proof) implements Cause {}

        record ByCrew(String card) implements Cause {}

        record ByNobody() implements Cause {}
    }
}
