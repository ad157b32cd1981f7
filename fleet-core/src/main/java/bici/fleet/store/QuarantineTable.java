package bici.fleet.store;

import bici.fleet.dock.Fact;
import bici.fleet.dock.Reject;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Table {@code quarantine}: what stations sent that could not be recorded as a fact, as they sent it. */
final class QuarantineTable {
    static final String SEQUENCE_CONFLICT = "sequence-conflict";
    static final String NOT_RECORDABLE = "not-recordable";

    private final CopyText rows = new CopyText();

    void add(StationId station, Instant arrivedAt, Reject reject) {
        byte[] payload = new byte[reject.payload().remaining()];
        reject.payload().duplicate().get(payload);
        rows.add(station)
                .add(reject.id().map(FactId::journal))
                .add(reject.id().map(FactId::sequence))
                .add(arrivedAt)
                .add(reject.reason())
                .add(reject.detail().replace("\0", "\\0"))
                .add("\\x" + HexFormat.of().formatHex(payload))
                .endRow();
    }

    /** A fact that could be read but not recorded; its payload is our reading of it. */
    static Reject reject(Fact fact, String reason, String detail) {
        ByteBuffer reading = ByteBuffer.wrap(fact.toString().getBytes(StandardCharsets.UTF_8));
        return new Reject(Optional.of(fact.id()), reason, detail, reading);
    }

    void write(Connection connection) throws SQLException {
        rows.send(connection, RecordSql.COPY_QUARANTINE);
    }
}
