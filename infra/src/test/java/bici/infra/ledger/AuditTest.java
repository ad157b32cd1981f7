package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Delivery;
import bici.fleet.report.Audit.Finding;
import bici.fleet.store.PostgresAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit is clean on an honest database and finds each invariant broken on purpose. */
class AuditTest {
    private static final PlayedCity CITY = PlayedCity.play(3, 4, 12, 90);

    @Test
    void anHonestDatabaseHasNoViolations() {
        try (LedgerWorld world = played()) {
            List<Finding> findings = audit(world);
            assertThat(findings)
                    .allSatisfy(f -> assertThat(f.violations()).as(f.toString()).isZero());
            assertThat(findings)
                    .extracting(Finding::invariant)
                    .contains("I1", "I2", "I6", "I7", "I9", "I10", "I11", "I12");
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "I1 | ALTER TABLE bike DROP CONSTRAINT one_bike_a_dock | UPDATE bike SET (place, station_id, dock) = "
                        + "(SELECT place, station_id, dock FROM bike WHERE place = 'dock' ORDER BY bike_id LIMIT 1) "
                        + "WHERE bike_id = (SELECT max(bike_id) FROM bike WHERE place = 'dock')",
                "I1 | ALTER TABLE open_trip DROP CONSTRAINT open_trip_bike_id_fkey; ALTER TABLE bike_withdrawal DROP "
                        + "CONSTRAINT bike_withdrawal_bike_id_fkey; ALTER TABLE bike DROP CONSTRAINT "
                        + "bike_pkey | INSERT INTO bike SELECT * FROM (SELECT bike_id, 'missing'::bike_place FROM bike "
                        + "LIMIT 1) AS b",
                "I1 | SELECT 1 | UPDATE dock SET bike_id = NULL WHERE (station_id, dock) = (SELECT station_id, dock "
                        + "FROM dock WHERE bike_id IS NOT NULL LIMIT 1)",
                "I2 | DROP INDEX one_open_trip_a_bike | INSERT INTO open_trip SELECT concat('S1.1.', n), 'B1', 'riding', "
                        + "now(), 'S1', 1, 'nobody' FROM generate_series(1, 2) AS n",
                "I2 | SELECT 1 | UPDATE trip SET bike_id = 'B1'",
                "I6 | ALTER TABLE trip DROP CONSTRAINT ended_by_one | UPDATE trip SET ruling_id = 7 "
                        + "WHERE trip_id = (SELECT max(trip_id) FROM trip)",
                "I9 | ALTER TABLE ruling DROP CONSTRAINT ruling_staff_id_fkey | WITH r AS (INSERT INTO ruling (kind, "
                        + "bike_id, trip_id, staff_id, idempotency_key, reason, made_at) VALUES ('revert', 'B1', "
                        + "'S1.1.999', 'x', 'k', 'why', now()) RETURNING ruling_id) INSERT INTO open_trip (trip_id, "
                        + "bike_id, state, started_at, start_station_id, start_dock, cause, ruling_id) SELECT 'S1.1.999', "
                        + "'B1', 'corrected-away', now(), 'S1', 1, 'nobody', ruling_id FROM r",
                "I10 | ALTER TABLE charge DROP CONSTRAINT charge_rider_id_fkey | INSERT INTO charge (trip_id, kind, "
                        + "revision, rider_id, debit, credit, amount_cop, made_at) VALUES ('S1.1.1', 'ride', 1, 'R1', "
                        + "'rider R1', 'fares', 100, now())",
                "I10 | ALTER TABLE charge DROP CONSTRAINT charge_rider_id_fkey | INSERT INTO charge (trip_id, kind, "
                        + "revision, rider_id, debit, credit, amount_cop, made_at) SELECT 'S1.1.1', 'ride', n + 1, 'R1', "
                        + "CASE n WHEN 1 THEN 'rider R1' ELSE 'fares' END, CASE n WHEN 2 THEN 'rider R1' ELSE 'fares' END, "
                        + "100, now() FROM generate_series(1, 2) AS n",
                "I12 | ALTER TABLE ruling DROP CONSTRAINT ruling_staff_id_fkey | INSERT INTO ruling (kind, bike_id, "
                        + "ruled_at, staff_id, idempotency_key, reason, made_at) VALUES ('missing', 'B1', now(), 'x', 'k', "
                        + "'why', now())",
                "I6 | SELECT 1 | INSERT INTO trip SELECT 'S1.1.9999', bike_id, started_at, start_station_id, "
                        + "start_dock, ended_at, end_station_id, end_dock, end_fact, cause, cause_id FROM trip LIMIT 1",
                "I6 | ALTER TABLE fact DROP CONSTRAINT fact_check | INSERT INTO fact (station_id, journal, sequence, "
                        + "device_time, at, time_quality, arrived_at, uptime_ms, boot, clock, offline, kind, dock, "
                        + "bike_id) VALUES ('S1', 0, 1, now(), now(), 'device', now(), 1, 1, 'synced', false, "
                        + "'bike-docked', 1, 'B1')",
                "I7 | DROP INDEX fact_identity | INSERT INTO fact SELECT * FROM fact WHERE station_id = 'S1' LIMIT 1",
                "I7 | SELECT 1 | DELETE FROM trip WHERE trip_id = (SELECT max(trip_id) FROM trip)",
                "I7 | SELECT 1 | UPDATE availability SET bikes = bikes + 1 WHERE station_id = 'S2'",
                "I9 | SELECT 1 | DELETE FROM trip WHERE trip_id = (SELECT max(trip_id) FROM trip)",
                "I9 | ALTER TABLE trip DROP CONSTRAINT trip_check | UPDATE trip SET ended_at = started_at - "
                        + "interval '1 hour' WHERE trip_id = (SELECT max(trip_id) FROM trip)",
                "I11 | SELECT 1 | UPDATE station_state SET bikes = bikes + 1 WHERE station_id = 'S1'",
            })
    void whatIsBrokenOnPurposeIsFound(String invariant, String unlock, String breakage) {
        try (LedgerWorld world = played()) {
            world.execute(unlock);
            world.execute(breakage);
            Map<String, Long> violations = audit(world).stream()
                    .collect(Collectors.groupingBy(Finding::invariant, Collectors.summingLong(Finding::violations)));
            assertThat(violations.getOrDefault(invariant, 0L))
                    .as(violations.toString())
                    .isPositive();
        }
    }

    @Test
    void aStationWithoutItsStateIsAViolationThatIsSaid() {
        try (LedgerWorld world = played()) {
            world.execute("SET session_replication_role = replica; DELETE FROM station_state WHERE station_id = 'S1'");
            assertThat(audit(world))
                    .filteredOn(finding -> finding.invariant().equals("I11"))
                    .flatExtracting(Finding::examples)
                    .anySatisfy(example ->
                            assertThat(example).startsWith("station S1 shows no count of bikes, its docks hold "));
        }
    }

    private static List<Finding> audit(LedgerWorld world) {
        return new PostgresAudit(world.database().dataSource()).run();
    }

    private static LedgerWorld played() {
        LedgerWorld world = LedgerWorld.withStations(CITY.journals().keySet());
        List<Delivery> all = new ArrayList<>();
        CITY.journals().forEach((station, facts) -> all.add(LedgerWorld.delivery(station, facts)));
        world.ledger().record(all);
        return world;
    }
}
