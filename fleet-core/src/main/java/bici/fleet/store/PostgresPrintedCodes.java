package bici.fleet.store;

import bici.fleet.operations.PrintedCodes;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Printed codes on PostgreSQL, where triggers make them. */
public final class PostgresPrintedCodes implements PrintedCodes {
    private final Transactions transactions;

    public PostgresPrintedCodes(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public List<Printed> listCodes() {
        return transactions.run(
                connection -> new Rows(connection).list(LiveSql.LIST_CODES, PostgresPrintedCodes::printed));
    }

    private static Printed printed(ResultSet row) throws SQLException {
        Optional<StationId> station =
                Optional.ofNullable(row.getString("station_id")).map(StationId::new);
        int dock = row.getInt("dock");
        return new Printed(
                new PrintedCode(row.getString("code")),
                station.map(s -> new DockId(s, dock)),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new));
    }
}
