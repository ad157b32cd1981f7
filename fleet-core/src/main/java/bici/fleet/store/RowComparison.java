package bici.fleet.store;

import bici.fleet.report.Rebuild.Difference;
import bici.fleet.report.Rebuild.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two lists of (name, said), both in order, read side by side in one pass. */
final class RowComparison {
    private static final int ROWS_AT_ONCE = 5_000;
    private static final String NOTHING = "nothing";

    private final String kind;
    private final List<Difference> examples = new ArrayList<>();
    private long standing;
    private long differences;

    RowComparison(String kind) {
        this.kind = kind;
    }

    /** One side's present row, or none any more. */
    private static final class Side {
        private final ResultSet rows;
        private @Nullable String name;
        private String said = NOTHING;

        Side(ResultSet rows) throws SQLException {
            this.rows = rows;
            next();
        }

        void next() throws SQLException {
            boolean more = rows.next();
            name = more ? rows.getString("name") : null;
            said = more ? rows.getString("said") : NOTHING;
        }
    }

    void run(Connection stands, String standingSql, Connection computed, String computedSql) throws SQLException {
        try (PreparedStatement left = stands.prepareStatement(standingSql);
                PreparedStatement right = computed.prepareStatement(computedSql)) {
            left.setFetchSize(ROWS_AT_ONCE);
            right.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet leftRows = left.executeQuery();
                    ResultSet rightRows = right.executeQuery()) {
                merge(new Side(leftRows), new Side(rightRows));
            }
        }
    }

    private void merge(Side stands, Side computed) throws SQLException {
        while (stands.name != null || computed.name != null) {
            int order = order(stands.name, computed.name);
            String name = String.valueOf(order <= 0 ? stands.name : computed.name);
            String is = order <= 0 ? stands.said : NOTHING;
            String should = order >= 0 ? computed.said : NOTHING;
            if (!is.equals(should)) {
                note(name, is, should);
            }
            if (order <= 0) {
                standing++;
                stands.next();
            }
            if (order >= 0) {
                computed.next();
            }
        }
    }

    /** As the database orders names: they are ASCII, by their bytes. A side that is at its end comes last. */
    private static int order(@Nullable String stands, @Nullable String computed) {
        if (stands == null || computed == null) {
            return stands == null ? 1 : -1;
        }
        return stands.compareTo(computed);
    }

    private void note(String name, String is, String should) {
        differences++;
        if (examples.size() < Outcome.MAX_EXAMPLES) {
            examples.add(new Difference(kind + " " + name, is, should));
        }
    }

    /** Rows that stand. */
    long standing() {
        return standing;
    }

    long differences() {
        return differences;
    }

    List<Difference> examples() {
        return examples;
    }
}
