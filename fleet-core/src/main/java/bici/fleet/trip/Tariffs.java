package bici.fleet.trip;

import java.time.Instant;

/** What trips cost, from table {@code tariff}. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while the database is away. */
public interface Tariffs {
    /**
     * What a trip that starts now costs.
     *
     * @throws IllegalStateException when none is in force yet
     */
    Tariff getTariff(Instant now);
}
