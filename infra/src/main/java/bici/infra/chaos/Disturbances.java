package bici.infra.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** When which station's clocks were wrong, as the journal of the street tells it in order. Not for more than one thread. */
final class Disturbances {
    /**
     * What a broken clock says makes facts doubtful back to the birth before and on to the birth after: stations connect anew
     * more often than this while processes are killed.
     */
    private static final long BETWEEN_BIRTHS_MS = 60_000;

    private final Map<StationFault, Integer> struck = new EnumMap<>(StationFault.class);
    private final List<Wrong> lasting = new ArrayList<>();
    private final List<Wrong> over = new ArrayList<>();

    private record Wrong(String station, long fromMs, long toMs) {
        Wrong until(long ms) {
            return new Wrong(station, fromMs, ms);
        }

        boolean touches(String which, long atMs) {
            return station.equals(which)
                    && fromMs - BETWEEN_BIRTHS_MS <= atMs
                    && (toMs > Long.MAX_VALUE - BETWEEN_BIRTHS_MS || atMs <= toMs + BETWEEN_BIRTHS_MS);
        }
    }

    void strike(long atMs, String station, StationFault fault) {
        struck.merge(fault, 1, Integer::sum);
        if (fault.isOfClocks()) {
            (fault.lasts() ? lasting : over).add(new Wrong(station, atMs, fault.lasts() ? Long.MAX_VALUE : atMs));
        }
    }

    /** The station's clocks go as they should. */
    void right(long atMs, String station) {
        lasting.stream().filter(wrong -> wrong.station().equals(station)).forEach(wrong -> over.add(wrong.until(atMs)));
        lasting.removeIf(wrong -> wrong.station().equals(station));
    }

    /** All stations start anew, with clocks that go as they should. */
    void allRight(long atMs) {
        lasting.forEach(wrong -> over.add(wrong.until(atMs)));
        lasting.clear();
    }

    /** Was a clock of the station wrong then, or so soon before or after that births do not tell the difference? */
    boolean touch(String station, long atMs) {
        return over.stream().anyMatch(wrong -> wrong.touches(station, atMs))
                || lasting.stream().anyMatch(wrong -> wrong.touches(station, atMs));
    }

    int struck(StationFault fault) {
        return struck.getOrDefault(fault, 0);
    }
}
