package bici.fleet.store;

import bici.fleet.ledger.Accounts;
import bici.fleet.report.Rebuild;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * By which rules what stands follows from what was recorded. A newer program may judge times, infer from inventories or fold
 * otherwise than the one that derived it: then all of it is derived anew, before anything else is recorded. Blocking, in bounded
 * memory.
 */
public final class PostgresRules {
    /** Larger by one whenever times are judged, inventories held against facts or bikes folded otherwise than before. */
    private static final int NEWEST = 1;

    private final Transactions standing;
    private final Clock clock;

    /** @param standing connections to what stands, with the newest schema */
    public PostgresRules(DataSource standing, Clock clock) {
        this.standing = new Transactions(standing);
        this.clock = clock;
    }

    /**
     * What came out otherwise.
     *
     * @param times facts that happened at other times
     * @param inferences those that follow no more, and those that follow now
     * @param corrections trips that are otherwise, each with its correction
     */
    public record Adopted(long times, long inferences, long corrections) {}

    /** Does what stands follow by the rules of this program? */
    public boolean areNewest() {
        return standing.read(connection -> new Rows(connection)
                        .find(RulesSql.IN_FORCE, row -> row.getInt("rules"))
                        .orElse(0))
                >= NEWEST;
    }

    /**
     * Tells the whole record again to a schema beside and takes over what comes out otherwise, in one transaction: until then
     * everything stands as it stood. Facts as they were reported are never touched. Whoever would record meanwhile waits.
     *
     * @param beside connections to a migrated schema of the same database with nothing in it
     * @param schema its name
     */
    public Adopted adopt(DataSource beside, String schema, Rebuild.Watcher watcher) {
        return standing.run(connection -> {
            Adoption adoption = new Adoption(connection, schema);
            adoption.keepOthersOut();
            GivenInputs.copy(connection, beside);
            Retelling.whole(connection, beside, watcher).run();
            return take(connection, adoption);
        });
    }

    private Adopted take(Connection connection, Adoption adoption) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long times = adoption.takeTimes(NEWEST);
        long inferences = adoption.takeInferences();
        adoption.takePlaces();
        long corrections = adoption.takeTrips();
        Rows rows = new Rows(connection);
        Set<RiderId> riders = new TreeSet<>(rows.list(Adoption.RIDERS, row -> new RiderId(row.getString("rider_id"))));
        Set<TripId> disowned =
                new LinkedHashSet<>(rows.list(Adoption.DISOWNED, row -> TripId.parse(row.getString("trip_id"))));
        Accounts.settle(new PostgresTables(connection, PostgresLedger.ALONE), riders, disowned, now);
        rows.update(RulesSql.PUT_IN_FORCE, NEWEST, now);
        return new Adopted(times, inferences, corrections);
    }
}
