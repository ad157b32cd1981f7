package bici.fleet.store;

import bici.fleet.ledger.FleetRecords;
import bici.fleet.operations.ActLog;
import bici.fleet.operations.FleetDesk.Entry;
import bici.fleet.vocabulary.BikeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What somebody said of the bikes in table {@code bike}; triggers keep each change. */
final class FleetTable implements FleetRecords {
    private final Connection connection;

    FleetTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Set<BikeId> lockUnretired(Collection<BikeId> bikes) {
        return Jdbc.ask(() -> {
            try (PreparedStatement statement = connection.prepareStatement(FleetSql.LOCK_UNRETIRED)) {
                new Columns(connection, statement).text(bikes);
                Set<BikeId> found = new TreeSet<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(new BikeId(rows.getString("bike_id")));
                    }
                }
                return found;
            }
        });
    }

    @Override
    public void register(Collection<Entry> bikes) {
        List<@Nullable Instant> from = new ArrayList<>();
        bikes.forEach(entry -> from.add(entry.from().orElse(null)));
        Jdbc.run(() -> {
            try (PreparedStatement statement = connection.prepareStatement(FleetSql.REGISTER)) {
                new Columns(connection, statement)
                        .text(bikes.stream().map(Entry::bike).toList())
                        .times(from);
                statement.executeUpdate();
            }
        });
    }

    @Override
    public void retire(Collection<BikeId> bikes, Instant at) {
        Jdbc.run(() -> {
            try (PreparedStatement statement = connection.prepareStatement(FleetSql.RETIRE)) {
                new Columns(connection, statement).one(at).text(bikes);
                statement.executeUpdate();
            }
        });
    }

    @Override
    public void note(ActLog.Entry act, Instant at) {
        Jdbc.run(() -> AuditLog.add(connection, act, at));
    }
}
