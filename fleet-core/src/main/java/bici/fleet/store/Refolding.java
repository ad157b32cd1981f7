package bici.fleet.store;

import bici.fleet.report.Audit.Finding;
import bici.fleet.trip.BikeFact;
import bici.fleet.trip.BikeFold;
import bici.fleet.trip.Registration;
import bici.fleet.trip.Ruling;
import bici.fleet.trip.Rulings;
import bici.fleet.trip.Trip;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Folds every bike's recorded facts anew and compares the trips with the stored ones, bike by bike in one pass. */
final class Refolding {
    private static final int ROWS_AT_ONCE = 5_000;

    private final Connection connection;
    private final List<String> examples = new ArrayList<>();
    private long violations;
    private Map<BikeId, List<Ruling>> rulings = Map.of();

    Refolding(Connection connection) {
        this.connection = connection;
    }

    Finding run() throws SQLException {
        rulings = new RulingTable(connection).loadAll();
        try (PreparedStatement facts = connection.prepareStatement(AuditSql.REFOLD_FACTS);
                PreparedStatement stored = connection.prepareStatement(AuditSql.REFOLD_STORED)) {
            facts.setFetchSize(ROWS_AT_ONCE);
            stored.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet factRows = facts.executeQuery();
                    ResultSet tripRows = stored.executeQuery()) {
                compare(factRows, tripRows);
            }
        }
        return new Finding("I7", "trips equal the fold over all recorded facts", violations, examples);
    }

    private void compare(ResultSet facts, ResultSet trips) throws SQLException {
        boolean moreFacts = facts.next();
        boolean moreTrips = trips.next();
        while (moreFacts || moreTrips) {
            String bike =
                    first(moreFacts ? facts.getString("bike_id") : null, moreTrips ? trips.getString("bike_id") : null);
            Set<BikeFact> history = new HashSet<>();
            Registration registration = Registration.NONE;
            while (moreFacts && facts.getString("bike_id").equals(bike)) {
                history.add(FactTable.step(facts));
                registration = BikeTable.registration(facts);
                moreFacts = facts.next();
            }
            Set<String> stored = new TreeSet<>();
            while (moreTrips && trips.getString("bike_id").equals(bike)) {
                stored.add(storedText(trips));
                moreTrips = trips.next();
            }
            List<Ruling> ruled = rulings.getOrDefault(new BikeId(bike), List.of());
            report(bike, folded(history, Rulings.of(ruled), registration), stored);
        }
    }

    private static String first(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null ? String.valueOf(b) : a;
        }
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Set<String> folded(Set<BikeFact> history, Rulings ruled, Registration registration) {
        Set<String> trips = new TreeSet<>();
        for (Trip trip : BikeFold.fold(new Whereabouts.Unknown(), history, ruled, registration)
                .trips()
                .values()) {
            String end = switch (trip.end()) {
                case Trip.End.Riding riding -> "riding";
                case Trip.End.NotYetKnown unknown ->
                    "end-unknown, shown by "
                            + unknown.by().map(FactId::toString).orElse("null");
                case Trip.End.Docked docked ->
                    "ended by " + docked.fact() + " at " + time(docked.at(), docked.estimated())
                            + (docked.repaired() ? ", repaired" : "");
                case Trip.End.Returned returned -> "ended by ruling " + returned.ruling() + " at " + returned.at();
                case Trip.End.CorrectedAway away -> "corrected-away by ruling " + away.ruling();
            };
            trips.add("trip " + trip.id() + " from " + time(trip.startedAt(), trip.startEstimated()) + " " + end);
        }
        return trips;
    }

    private static String storedText(ResultSet row) throws SQLException {
        String ruling = "ruling " + row.getLong("ruling_id");
        String state = row.getString("state");
        String end = switch (state) {
            case "end-unknown" -> state + ", shown by " + row.getString("overtaken_by");
            case "corrected-away" -> state + " by " + ruling;
            case "ended" ->
                "ended by " + Objects.requireNonNullElse(row.getString("end_fact"), ruling) + " at "
                        + time(Times.get(row, "ended_at"), row.getBoolean("end_estimated"))
                        + (row.getBoolean("repaired") ? ", repaired" : "");
            default -> state;
        };
        return "trip " + row.getString("trip_id") + " from "
                + time(Times.get(row, "started_at"), row.getBoolean("start_estimated")) + " " + end;
    }

    private static String time(Instant at, boolean estimated) {
        return estimated ? at + ", estimated," : at.toString();
    }

    private void report(String bike, Set<String> folded, Set<String> stored) {
        for (String trip : folded) {
            if (!stored.contains(trip)) {
                note("bike " + bike + ": its facts say " + trip + ", which is not stored");
            }
        }
        for (String trip : stored) {
            if (!folded.contains(trip)) {
                note("bike " + bike + ": stored is " + trip + ", which its facts do not say");
            }
        }
    }

    private void note(String violation) {
        violations++;
        if (examples.size() < Finding.MAX_EXAMPLES) {
            examples.add(violation);
        }
    }
}
