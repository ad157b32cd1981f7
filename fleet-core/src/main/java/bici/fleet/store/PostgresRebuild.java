package bici.fleet.store;

import bici.fleet.report.Rebuild;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The rebuild on PostgreSQL: what stands in one schema, what the record says in another of the same server. */
public final class PostgresRebuild implements Rebuild {
    private final Transactions standing;
    private final DataSource beside;

    /**
     * Neither schema is named: the connections know theirs.
     *
     * @param standing connections to what stands; only read
     * @param beside connections to a migrated schema with nothing in it
     */
    public PostgresRebuild(DataSource standing, DataSource beside) {
        this.standing = new Transactions(standing);
        this.beside = beside;
    }

    @Override
    public Outcome check(Watcher watcher) {
        return standing.run(record -> {
            record.setReadOnly(true);
            record.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            GivenInputs.copy(record, beside);
            Retelling.whole(record, beside, watcher).run();
            return compare(record);
        });
    }

    private Outcome compare(Connection record) throws SQLException {
        List<RowComparison> all = new ArrayList<>();
        try (Connection computed = beside.getConnection()) {
            computed.setAutoCommit(false);
            Pair both = new Pair(record, computed, all);
            long facts = both.compare("fact", RebuildSql.COMPARE_FACTS);
            both.compare("birth", RebuildSql.COMPARE_BIRTHS);
            both.compare("clock", RebuildSql.COMPARE_CLOCKS);
            both.compare("journal", RebuildSql.COMPARE_JOURNALS);
            both.compare("station", RebuildSql.COMPARE_STATIONS);
            long docks = both.compare("dock", RebuildSql.COMPARE_DOCKS);
            long bikes = both.compare("bike", RebuildSql.COMPARE_BIKES);
            long trips = both.compare("trip", RebuildSql.COMPARE_TRIPS);
            long availability = both.compare("availability", RebuildSql.COMPARE_AVAILABILITY);
            both.compare("unlock", RebuildSql.COMPARE_UNLOCKS);
            both.compare("account", RebuildSql.COMPARE_CHARGES);
            computed.rollback();
            all.add(corrections(record));
            return new Outcome(
                    facts,
                    docks,
                    bikes,
                    trips,
                    availability,
                    all.stream().mapToLong(RowComparison::differences).sum(),
                    all.stream().flatMap(rows -> rows.examples().stream()).toList());
        }
    }

    /** The same statement asked of both sides. */
    private record Pair(Connection stands, Connection computed, List<RowComparison> all) {
        long compare(String kind, String sql) throws SQLException {
            RowComparison rows = new RowComparison(kind);
            rows.run(stands, sql, computed, sql);
            all.add(rows);
            return rows.standing();
        }
    }

    /** How often a trip was corrected depends on the order of arrival; what its last correction says does not. */
    private static RowComparison corrections(Connection record) throws SQLException {
        RowComparison corrections = new RowComparison("correction of");
        corrections.run(record, RebuildSql.LAST_CORRECTIONS, record, RebuildSql.CORRECTED_TRIPS);
        return corrections;
    }
}
