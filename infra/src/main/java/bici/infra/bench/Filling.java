package bici.infra.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * A record of eight weeks that no station ever sent, written by SQL so that the audit finds nothing in it: in each station
 * some bikes are taken out of their docks in turn and put back, one at a time, and all of them stand at the end.
 *
 * @param stations T0000 and so on, all in the register
 * @param factsPerStation an odd number, since every bike is docked once and then taken and docked in pairs
 */
record Filling(int stations, int factsPerStation) {
    private static final int BIKES = 3;
    /** Above those that rides of the benchmark use. */
    private static final int FIRST_DOCK = 200;

    private static final Duration SPAN = Duration.ofDays(56);
    private static final Duration MARGIN = Duration.ofHours(1);

    Filling {
        if ((factsPerStation - BIKES) % 2 != 0 || factsPerStation < 3 * BIKES) {
            throw new IllegalArgumentException("facts a station: " + factsPerStation);
        }
    }

    /** About so many facts over all stations. */
    static Filling of(int stations, int facts) {
        return new Filling(stations, Math.max(3 * BIKES, facts / stations / 2 * 2 + 1));
    }

    long facts() {
        return (long) stations * factsPerStation;
    }

    long trips() {
        return (long) stations * (factsPerStation - BIKES) / 2;
    }

    /** Into an empty ledger with these stations. */
    void write(DataSource database, Instant now) {
        try (Connection connection = database.getConnection()) {
            for (String sql : List.of(
                    FillingSql.FACTS,
                    FillingSql.TRIPS,
                    FillingSql.AVAILABILITY,
                    FillingSql.DOCKS,
                    FillingSql.BIKES,
                    FillingSql.JOURNALS,
                    FillingSql.STATES)) {
                try (PreparedStatement statement = connection.prepareStatement(FillingSql.PARAMETERS + sql)) {
                    statement.setInt(1, stations);
                    statement.setInt(2, factsPerStation);
                    statement.setInt(3, BIKES);
                    statement.setInt(4, FIRST_DOCK);
                    statement.setString(5, now.minus(SPAN).minus(MARGIN).toString());
                    statement.setLong(6, SPAN.toMillis() / factsPerStation);
                    statement.executeUpdate();
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(FillingSql.ANALYZE)) {
                statement.execute();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the record cannot be written", e);
        }
    }
}
