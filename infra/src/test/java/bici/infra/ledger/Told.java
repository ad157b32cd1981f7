package bici.infra.ledger;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a station tells, a line a fact, parted by commas: {@code 4 12:10 -2 B1 card} is fact 4, at 12:10 by all clocks:
 * bike B1 was removed from dock 2 by its rider's card ({@code wrong} by one without proof, {@code crew},
 * {@code nobody}). {@code +2 B1} is docked; {@code jam 2}, {@code fault 2 code}, {@code clear 2},
 * {@code nottaken 2 B1}, {@code door}, {@code lost 3 7} say themselves; {@code 2/4} is fact 4 of journal 2.
 */
final class Told {
    private static final String DAY = "2026-03-02T";
    private static final Instant BOOT = PlayedCity.MORNING.minus(Duration.ofHours(1));

    private Told() {}

    static Instant at(String time) {
        return Instant.parse(DAY + time + ":00Z");
    }

    static List<Fact> facts(String station, String lines) {
        return Stream.of(lines.split(",", -1)).map(line -> fact(station, line)).toList();
    }

    static Fact fact(String station, String line) {
        String[] words = line.strip().split(" +", -1);
        Instant at = at(words[1]);
        Stamp stamp = new Stamp(at, Duration.between(BOOT, at), 1, Stamp.ClockQuality.SYNCED, true);
        return new Fact(id(station, words[0]), stamp, event(words));
    }

    private static FactId id(String station, String text) {
        String[] parts = text.split("/", -1);
        return new FactId(
                new StationId(station),
                parts.length == 1 ? 1 : Integer.parseInt(parts[0]),
                Long.parseLong(parts[parts.length - 1]));
    }

    private static Event event(String[] words) {
        return switch (words[2]) {
            case "jam" -> new Event.LockFailed(Integer.parseInt(words[3]), Optional.empty(), "stuck");
            case "fault" -> new Event.DockFault(Integer.parseInt(words[3]), words[4]);
            case "clear" -> new Event.DockCleared(Integer.parseInt(words[3]));
            case "nottaken" ->
                new Event.LockOpenedNotTaken(Integer.parseInt(words[3]), new BikeId(words[4]), Optional.empty());
            case "door" -> new Event.Door(true);
            case "lost" -> new Event.Lost(new SequenceRange(Long.parseLong(words[3]), Long.parseLong(words[4])));
            default -> move(words);
        };
    }

    private static Event move(String[] words) {
        int dock = Integer.parseInt(words[2].substring(1));
        BikeId bike = new BikeId(words[3]);
        return words[2].startsWith("+")
                ? new Event.BikeDocked(dock, bike)
                : new Event.BikeRemoved(dock, bike, cause(bike, words[4]));
    }

    private static Cause cause(BikeId bike, String by) {
        return switch (by) {
            case "card" -> new Cause.ByCard(new CardId("C-" + bike), 1, "proof");
            case "wrong" -> new Cause.ByCard(new CardId("C-" + bike), 1, "wrong");
            case "crew" -> new Cause.ByCrew(new CardId("C-crew"));
            case "nobody" -> new Cause.ByNobody();
            default -> throw new IllegalArgumentException("nobody removes a bike by " + by);
        };
    }
}
