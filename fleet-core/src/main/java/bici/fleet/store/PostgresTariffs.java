package bici.fleet.store;

import bici.fleet.trip.Fares;
import bici.fleet.trip.Tariff;
import bici.fleet.trip.Tariffs;
import java.time.Instant;
import javax.sql.DataSource;

/** Tariffs on PostgreSQL: the table that charges are made with. */
public final class PostgresTariffs implements Tariffs {
    private final Transactions transactions;

    public PostgresTariffs(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public Tariff getTariff(Instant now) {
        return transactions
                .read(connection -> new Rows(connection).find(ChargeSql.TARIFF_IN_FORCE, ChargeTable::tariff, now))
                .map(Fares.InForce::tariff)
                .orElseThrow(() -> new IllegalStateException("no tariff is in force at " + now));
    }
}
