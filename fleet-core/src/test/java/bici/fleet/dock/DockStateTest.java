package bici.fleet.dock;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A state is written {@code bike lock fault}, a dash for none: {@code B1 locked -}. */
class DockStateTest {
    private static final DockId DOCK = new DockId(new StationId("S1"), 3);
    private static final Instant THEN = Instant.parse("2026-03-02T11:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final AsOf BEFORE = new AsOf(1, 7);
    private static final AsOf AFTER = new AsOf(1, 8);
    private static final Map<String, Event> EVENTS = Map.ofEntries(
            Map.entry("removed", new Event.BikeRemoved(3, new BikeId("B1"), new Cause.ByNobody())),
            Map.entry("docked B2", new Event.BikeDocked(3, new BikeId("B2"))),
            Map.entry("not taken B1", new Event.LockOpenedNotTaken(3, new BikeId("B1"), Optional.empty())),
            Map.entry("lock failed", new Event.LockFailed(3, Optional.empty(), "stuck")),
            Map.entry("fault", new Event.DockFault(3, "reader")),
            Map.entry("cleared", new Event.DockCleared(3)),
            Map.entry("tamper", new Event.Tamper(3)),
            Map.entry("button", new Event.Button(3, Optional.empty(), "report")),
            Map.entry("bike battery", new Event.BikeBattery(3, new BikeId("B1"), 40)),
            Map.entry("door", new Event.Door(true)),
            Map.entry("power", new Event.Power(false, 80)),
            Map.entry("lost", new Event.Lost(new SequenceRange(1, 2))));

    @ParameterizedTest(name = "{0}, then {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "B1 locked -      | removed      | - unlocked -",
                "- locked -       | removed      | - unlocked -",
                "- unlocked -     | docked B2    | B2 locked -",
                "B1 locked -      | docked B2    | B2 locked -",
                "- unlocked flat  | docked B2    | B2 locked flat",
                "B1 unlocked -    | not taken B1 | B1 locked -",
                "- unlocked -     | not taken B1 | - locked -",
                "B1 locked -      | lock failed  | B1 jammed -",
                "B1 locked -      | fault        | B1 locked reader",
                "B1 locked flat   | fault        | B1 locked reader",
                "B1 locked flat   | cleared      | B1 locked -",
                "B1 jammed flat   | cleared      | B1 locked -",
                "- unlocked flat  | cleared      | - unlocked -",
                "B1 jammed flat   | tamper       | B1 jammed flat",
                "B1 jammed flat   | button       | B1 jammed flat",
                "B1 jammed flat   | bike battery | B1 jammed flat",
            })
    void aFactChanges(String before, String event, String after) {
        DockState state = state(before, BEFORE).after(event(event), AFTER, NOW);
        assertThat(text(state)).isEqualTo(after);
        assertThat(state.asOf()).isEqualTo(AFTER);
        assertThat(state.at()).isEqualTo(NOW);
        assertThat(state.dock()).isEqualTo(DOCK);
    }

    @ParameterizedTest
    @CsvSource({"door", "power", "lost"})
    void whatConcernsNoDockChangesNone(String event) {
        DockState state = state("B1 jammed flat", BEFORE);
        assertThat(state.after(event(event), AFTER, NOW)).isEqualTo(state);
    }

    @Test
    void aDockNothingIsKnownOfIsEmptyAndOlderThanAnyFact() {
        DockState unknown = DockState.unknown(DOCK);
        assertThat(text(unknown)).isEqualTo("- locked -");
        assertThat(unknown.asOf()).isLessThan(new AsOf(1, 1)).isLessThan(new AsOf(1, 0));
    }

    @ParameterizedTest(name = "known {0} as of 1/7, read {1} as of {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "B1 | B1 | 1/7 | []",
                "-  | -  | 1/7 | []",
                "-  | B1 | 1/7 | [docked B1]",
                "B1 | -  | 1/7 | [removed B1]",
                "B1 | B2 | 1/7 | [removed B1, docked B2]",
                "-  | B1 | 1/9 | [docked B1]",
                "-  | B1 | 2/0 | [docked B1]",
                "-  | B1 | 1/6 | []",
                "B1 | -  | 1/6 | []",
            })
    void anInventoryIsHeldAgainstADockThatIsNotNewer(String known, String read, String asOf, String inferred) {
        DockReading reading = new DockReading(3, bike(read), Lock.JAMMED, Optional.of("flat"));
        DockState state = state(known + " locked -", BEFORE);
        List<Event> events = Reconciliation.differences(state, reading, asOf(asOf));
        assertThat(events.stream().map(DockStateTest::inferred).toList()).hasToString(inferred);
    }

    @Test
    void lockAndFaultAreTakenFromAReadingThatIsNotOlder() {
        DockReading reading = new DockReading(3, bike("B1"), Lock.JAMMED, Optional.of("flat"));
        DockState known = state("B1 locked -", BEFORE);
        assertThat(text(Reconciliation.withReading(known, DOCK, reading, BEFORE)))
                .isEqualTo("B1 jammed flat");
        assertThat(text(Reconciliation.withReading(known, DOCK, reading, AFTER)))
                .isEqualTo("B1 jammed flat");
        assertThat(Reconciliation.withReading(known, DOCK, reading, new AsOf(1, 6)))
                .isEqualTo(known);
    }

    private static Event event(String words) {
        return Optional.ofNullable(EVENTS.get(words)).orElseThrow();
    }

    private static String inferred(Event event) {
        return switch (event) {
            case Event.BikeRemoved e -> "removed " + e.bike();
            case Event.BikeDocked e -> "docked " + e.bike();
            default -> event.toString();
        };
    }

    private static AsOf asOf(String text) {
        String[] parts = text.split("/", -1);
        return new AsOf(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
    }

    private static DockState state(String text, AsOf asOf) {
        String[] parts = text.split(" ", -1);
        Optional<String> fault = parts[2].equals("-") ? Optional.empty() : Optional.of(parts[2]);
        return new DockState(DOCK, bike(parts[0]), Lock.valueOf(parts[1].toUpperCase(Locale.ROOT)), fault, asOf, THEN);
    }

    private static Optional<BikeId> bike(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(new BikeId(text));
    }

    private static String text(DockState state) {
        return state.bike().map(BikeId::value).orElse("-") + " "
                + state.lock().name().toLowerCase(Locale.ROOT) + " "
                + state.fault().orElse("-");
    }
}
