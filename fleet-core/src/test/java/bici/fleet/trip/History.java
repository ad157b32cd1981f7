package bici.fleet.trip;

import bici.fleet.dock.Cause;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bike's facts and what they amount to, each as a line. {@code X4 12:10 -2 card} is station X's fact 4, at 12:10: removed
 * from dock 2 by a card ({@code command}, {@code crew}, {@code nobody}); {@code +2} is docked; {@code X~1} is inferred
 * about X, where {@code -2} means vanished; {@code X2/4} is fact 4 of X's journal 2; {@code 12:00-12:10} is a time of
 * which only the bounds are known.
 */
final class History {
    private static final Pattern FACT = Pattern.compile(
            "(\\p{Upper})(~|(?:\\d+/)?)(\\d+) (?:(\\d\\d:\\d\\d)-)?(\\d\\d:\\d\\d) ([+-])(\\d+)(?: (\\w+))?");
    private static final String DAY = "2026-03-02T";

    private History() {}

    static List<BikeFact> facts(String line) {
        return Stream.of(line.split(", *", -1))
                .filter(part -> !part.isBlank())
                .map(History::fact)
                .toList();
    }

    private static BikeFact fact(String text) {
        Matcher fact = FACT.matcher(text.strip());
        if (!fact.matches()) {
            throw new IllegalArgumentException("no fact: " + text);
        }
        StationId station = new StationId(fact.group(1));
        boolean inferred = fact.group(2).equals("~");
        int journal = inferred ? FactId.INFERRED : journal(fact.group(2));
        DockId dock = new DockId(station, Integer.parseInt(fact.group(7)));
        Instant at = at(fact.group(5));
        return new BikeFact(
                new FactId(station, journal, Long.parseLong(fact.group(3))),
                fact.group(4) == null ? at : at(fact.group(4)),
                at,
                fact.group(4) != null,
                dock,
                fact.group(6).equals("+") ? new BikeFact.Step.Docked() : removal(inferred, fact.group(8)));
    }

    private static int journal(String text) {
        return text.isEmpty() ? 1 : Integer.parseInt(text.substring(0, text.length() - 1));
    }

    private static BikeFact.Step removal(boolean inferred, String by) {
        if (inferred) {
            return new BikeFact.Step.Vanished();
        }
        return switch (by) {
            case "card" -> new BikeFact.Step.Removed(new Cause.ByCard(new CardId("C-1"), 0, ""), Optional.empty());
            case "command" -> new BikeFact.Step.Removed(new Cause.ByCommand(new CommandId("U-1")), Optional.empty());
            case "crew" -> new BikeFact.Step.Removed(new Cause.ByCrew(new CardId("C-9")), Optional.empty());
            case "nobody" -> new BikeFact.Step.Removed(new Cause.ByNobody(), Optional.of("unauthorised"));
            default -> throw new IllegalArgumentException("nobody removes a bike by " + by);
        };
    }

    /** Rulings such as {@code 1 return X4 12:30}, {@code 2 revert X4}, {@code 3 uphold X4}, {@code 4 missing 12:30}. */
    static List<Ruling> rulings(String line) {
        return Stream.of(line.split(", *", -1))
                .filter(part -> !part.isBlank())
                .map(part -> ruling(part.strip().split(" ", -1)))
                .toList();
    }

    private static Ruling ruling(String[] words) {
        return new Ruling(
                Long.parseLong(words[0]),
                switch (words[1]) {
                    case "return" -> new Ruling.ForcedReturn(trip(words[2]), at(words[3]));
                    case "revert" -> new Ruling.Revert(trip(words[2]));
                    case "uphold" -> new Ruling.Uphold(trip(words[2]));
                    case "missing" -> new Ruling.Missing(at(words[2]));
                    default -> throw new IllegalArgumentException("no ruling: " + words[1]);
                });
    }

    private static TripId trip(String name) {
        return new TripId(new FactId(new StationId(name.substring(0, 1)), 1, Long.parseLong(name.substring(1))));
    }

    private static Instant at(String time) {
        return Instant.parse(DAY + time + ":00Z");
    }

    /**
     * Trips in order of start, such as {@code X2 X/1 12:10 > Y/3 12:30}; {@code > ?} is not yet known, {@code >} rides,
     * {@code > returned 12:30} by a ruling, {@code > away} taken away by one.
     */
    static String trips(BikeFold.Folded folded) {
        return folded.trips().values().stream().map(History::trip).collect(Collectors.joining(", "));
    }

    private static String trip(Trip trip) {
        String end = switch (trip.end()) {
            case Trip.End.Riding riding -> "";
            case Trip.End.NotYetKnown unknown -> " ?";
            case Trip.End.Docked docked ->
                " " + dock(docked.dock()) + " " + time(docked.at()) + (docked.repaired() ? " repaired" : "");
            case Trip.End.Returned returned -> " returned " + time(returned.at());
            case Trip.End.CorrectedAway away -> " away";
        };
        return name(trip.id().opening()) + " " + dock(trip.start()) + " " + time(trip.startedAt()) + " >" + end
                + trip.flag().map(flag -> " " + flag).orElse("");
    }

    static String end(Whereabouts whereabouts) {
        return switch (whereabouts) {
            case Whereabouts.Unknown unknown -> "unknown";
            case Whereabouts.AtDock here -> dock(here.dock()) + " " + time(here.since());
            case Whereabouts.OnTrip riding -> "trip " + name(riding.trip().id().opening());
            case Whereabouts.OnTruck truck -> "truck " + time(truck.since());
            case Whereabouts.Missing missing -> "missing " + time(missing.since());
        };
    }

    private static String name(FactId id) {
        return id.station() + (id.journal() == 1 ? "" : id.journal() + "/") + id.sequence();
    }

    private static String dock(DockId dock) {
        return dock.station() + "/" + dock.number();
    }

    private static String time(Instant at) {
        return at.toString().substring(DAY.length(), DAY.length() + 5);
    }
}
