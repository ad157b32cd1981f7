package bici.fleet.store;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Reject;
import bici.fleet.dock.Stamp;
import bici.fleet.report.Rebuild.Watcher;
import bici.fleet.store.RecordedFacts.Told;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells a record to a ledger once more: births, facts and what was set aside, each station's in the order in which they
 * were taken in. How facts were batched is not told again: I8 says that it changes nothing, and this would show it.
 */
final class Retelling {
    private static final int ROWS_AT_ONCE = 5_000;
    /** Each may carry 64 KiB. */
    private static final int REJECTS_AT_ONCE = 100;

    private final Connection record;
    private final ToldBatch batch;
    private final PostgresStationLedger ledger;
    private final Watcher watcher;
    private final long facts;
    private final Map<StationId, String> nonces = new HashMap<>();
    private long told;

    /** All that is recorded, to an empty schema. */
    static Retelling whole(Connection record, DataSource beside, Watcher watcher) throws SQLException {
        long facts = new Rows(record)
                .find(RebuildSql.COUNT_FACTS, row -> row.getLong("facts"))
                .orElse(0L);
        return new Retelling(record, beside, watcher, facts);
    }

    /** @param facts how many there are to tell */
    private Retelling(Connection record, DataSource beside, Watcher watcher, long facts) {
        this.record = record;
        this.batch = new ToldBatch();
        // The key of proofs need not be here: what was found of each card then is in the record, and of each command.
        this.ledger = new PostgresStationLedger(
                beside,
                (card, listVersion, proof) -> !batch.isProofFailed(card, listVersion, proof),
                (removal, given) -> batch.isNotCommanded(removal.fact().id()));
        this.watcher = watcher;
        this.facts = facts;
    }

    /** Where something stands in the order of arrival. */
    private record Place(@Nullable Long arrival, Instant arrivedAt, int rank) {
        static Place of(ResultSet row, int rank) throws SQLException {
            return new Place(row.getObject("arrival", Long.class), Times.get(row, "arrived_at"), rank);
        }

        boolean isBefore(Place other) {
            if (arrival != null && other.arrival != null) {
                return arrival < other.arrival;
            }
            if (arrival != null || other.arrival != null) {
                return arrival == null;
            }
            int byTime = arrivedAt.compareTo(other.arrivedAt);
            return byTime != 0 ? byTime < 0 : rank < other.rank;
        }
    }

    /** One of the three lists, and how a row of it is told. */
    private final class Source implements AutoCloseable {
        private final PreparedStatement statement;
        private final ResultSet rows;
        private final Teller teller;
        private final int rank;
        private @Nullable Place place;

        Source(String sql, int rank, int rowsAtOnce, Teller teller) throws SQLException {
            this.statement = record.prepareStatement(sql);
            this.teller = teller;
            this.rank = rank;
            statement.setFetchSize(rowsAtOnce);
            this.rows = statement.executeQuery();
            this.place = rows.next() ? Place.of(rows, rank) : null;
        }

        void tell() throws SQLException {
            teller.tell(rows);
            place = rows.next() ? Place.of(rows, rank) : null;
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }

    private interface Teller {
        void tell(ResultSet row) throws SQLException;
    }

    void run() throws SQLException {
        try (Source births = new Source(RebuildSql.BIRTHS, 0, ROWS_AT_ONCE, this::tellBirth);
                Source found = new Source(RebuildSql.FACTS, 1, ROWS_AT_ONCE, this::tellFact);
                Source rejects = new Source(RebuildSql.REJECTS, 2, REJECTS_AT_ONCE, this::tellReject)) {
            List<Source> sources = List.of(births, found, rejects);
            for (Optional<Source> next = first(sources); next.isPresent(); next = first(sources)) {
                next.get().tell();
            }
        }
        flush();
    }

    private static Optional<Source> first(List<Source> sources) {
        @Nullable Source first = null;
        for (Source source : sources) {
            if (source.place != null && (first == null || first.place == null || source.place.isBefore(first.place))) {
                first = source;
            }
        }
        return Optional.ofNullable(first);
    }

    private void tellFact(ResultSet row) throws SQLException {
        Told fact = RecordedFacts.read(row);
        batch.add(fact);
        flushWhenFull();
    }

    private void tellReject(ResultSet row) throws SQLException {
        Reject reject = new Reject(
                Optional.of(FactTable.id(row)),
                row.getString("reason"),
                row.getString("detail"),
                ByteBuffer.wrap(row.getBytes("payload")));
        batch.add(new StationId(row.getString("station_id")), Times.get(row, "arrived_at"), reject);
        flushWhenFull();
    }

    private void flushWhenFull() {
        if (batch.isFull()) {
            flush();
        }
    }

    private void flush() {
        told += batch.facts();
        ledger.record(batch.deliveries());
        batch.clear();
        watcher.toldAgain(told, facts);
    }

    private void tellBirth(ResultSet row) throws SQLException {
        StationId station = new StationId(row.getString("station_id"));
        if (batch.isOf(station)) {
            flush();
        }
        long epoch = row.getLong("epoch");
        Instant arrivedAt = Times.get(row, "arrived_at");
        String nonce = row.getString("nonce");
        if (nonce.equals(nonces.put(station, nonce))) {
            // The same words on an open session would be the same birth again; that session had ended.
            ledger.closeSession(station, epoch - 1, arrivedAt, "rebuild");
        }
        ledger.openSession(new Birth(
                station,
                nonce,
                row.getInt("journal"),
                row.getInt("boot"),
                new Birth.Clock(
                        Times.get(row, "device_time"),
                        Duration.of(row.getLong("uptime_ms"), ChronoUnit.MILLIS),
                        Stamp.ClockQuality.SYNCED,
                        Times.get(row, "not_before"),
                        arrivedAt),
                "",
                "",
                0,
                0,
                row.getLong("as_of"),
                row.getLong("waiting"),
                readings(station, epoch)));
    }

    private List<DockReading> readings(StationId station, long epoch) throws SQLException {
        return new Rows(record)
                .list(
                        RebuildSql.READINGS,
                        dock -> new DockReading(
                                dock.getInt("dock"),
                                Optional.ofNullable(dock.getString("bike_id")).map(BikeId::new),
                                Words.parse(Birth.Lock.class, dock.getString("lock")),
                                Optional.ofNullable(dock.getString("fault"))),
                        station.value(),
                        epoch);
    }
}
