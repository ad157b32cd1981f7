package bici.infra.contract;

import bici.fleet.store.PostgresLedger;
import bici.fleet.trip.Fares;
import bici.fleet.trip.Tariff;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.Rest;
import bici.infra.database.TestDatabase;
import java.util.List;
import java.util.Optional;

/** The core over PostgreSQL. */
final class PostgresSubject extends Subject {
    private static final String CREATED = "timestamptz '2026-01-01 00:00:00Z'";

    private final TestDatabase database;

    PostgresSubject() {
        this(TestDatabase.createKnowingEveryBike());
    }

    private PostgresSubject(TestDatabase database) {
        super(new PostgresLedger(database.dataSource()));
        this.database = database;
    }

    @Override
    void takeIn(StationId station, int capacity) {
        database.change(
                "INSERT INTO station (station_id, name, capacity, created_at) VALUES (?, 'Estación', ?, " + CREATED
                        + ")",
                station.value(),
                capacity);
        database.change("INSERT INTO station_state (station_id, since) VALUES (?, " + CREATED + ")", station.value());
    }

    @Override
    void retire(StationId station) {
        database.change("UPDATE station SET retired_at = " + CREATED + " WHERE station_id = ?", station.value());
    }

    @Override
    void putRider(RiderId rider, Optional<String> consent, boolean suspended) {
        database.change(
                "INSERT INTO rider (rider_id, phone_hash, phone_sealed, suspended_at, created_at) VALUES (?, ?::bytea, '', "
                        + (suspended ? CREATED : "NULL") + ", " + CREATED + ")",
                rider.value(),
                rider.value());
        consent.ifPresent(version -> database.change(
                "INSERT INTO consent (rider_id, policy_version, consented_at) VALUES (?, ?, " + CREATED + ")",
                rider.value(),
                version));
    }

    @Override
    void putCard(CardId card, RiderId rider) {
        database.change(
                "INSERT INTO card (card_id, holder, valid_from, valid_until, rider_id) VALUES (?, 'rider', " + CREATED
                        + ", 'infinity', ?)",
                card.value(),
                rider.value());
    }

    @Override
    void putStaff(StaffId staff) {
        database.change(
                "INSERT INTO staff (staff_id, name, role, active, created_at) VALUES (?, 'Ana', 'supervisor', true, "
                        + CREATED + ")",
                staff.value());
    }

    @Override
    void putTariff(Fares.InForce inForce) {
        Tariff tariff = inForce.tariff();
        database.change(
                "INSERT INTO tariff VALUES (?::timestamptz, ?, ?, ?, ?, ?)",
                inForce.validFrom().toString(),
                tariff.name(),
                tariff.basePriceCop(),
                tariff.included().toSeconds(),
                tariff.step().toSeconds(),
                tariff.stepPriceCop());
    }

    @Override
    PrintedCode code(BikeId bike) {
        return new PrintedCode(database.texts("SELECT code FROM printed_code WHERE bike_id = ?", bike.value())
                .get(0));
    }

    @Override
    PrintedCode code(DockId dock) {
        return new PrintedCode(database.texts(
                        "SELECT code FROM printed_code WHERE station_id = ? AND dock = ?",
                        dock.station().value(),
                        dock.number())
                .get(0));
    }

    @Override
    List<String> lines(Shown shown) {
        return database.texts(shown.sql());
    }

    /** What the audit finds broken. */
    List<String> violations() {
        return Rest.violations(database.dataSource());
    }

    @Override
    public void close() {
        database.close();
    }
}
