package bici.fleet.store;

import bici.fleet.dock.Fact;
import bici.fleet.dock.Reject;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code quarantine}: what stations sent that could not be recorded as a fact, as they sent it. */
final class QuarantineTable {
    static final String SEQUENCE_CONFLICT = "sequence-conflict";
    static final String NOT_RECORDABLE = "not-recordable";

    private final Set<Row> rows = new LinkedHashSet<>();

    /** A row; the same one twice in a transaction is one. */
    private record Row(StationId station, Instant arrivedAt, Reject reject) {}

    void add(StationId station, Instant arrivedAt, Reject reject) {
        rows.add(new Row(station, arrivedAt, reject));
    }

    /** A fact that could be read but not recorded; its payload is our reading of it. */
    static Reject reject(Fact fact, String reason, String detail) {
        ByteBuffer reading = ByteBuffer.wrap(fact.toString().getBytes(StandardCharsets.UTF_8));
        return new Reject(Optional.of(fact.id()), reason, detail, reading);
    }

    void write(Connection connection) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        List<@Nullable Integer> journals = new ArrayList<>();
        List<@Nullable Long> sequences = new ArrayList<>();
        for (Row row : rows) {
            journals.add(row.reject().id().map(FactId::journal).orElse(null));
            sequences.add(row.reject().id().map(FactId::sequence).orElse(null));
        }
        try (PreparedStatement statement = connection.prepareStatement(RecordSql.ADD_QUARANTINE)) {
            new Columns(connection, statement)
                    .text(rows.stream().map(Row::station).toList())
                    .integers(journals)
                    .integers(sequences)
                    .times(rows.stream().map(Row::arrivedAt).toList())
                    .text(rows.stream().map(row -> row.reject().reason()).toList())
                    .text(rows.stream()
                            .map(row -> sayable(row.reject().detail()))
                            .toList())
                    .text(rows.stream().map(row -> hex(row.reject().payload())).toList());
            statement.executeUpdate();
        }
    }

    /** Words for people: what no database stores is spelt or replaced. */
    private static String sayable(String detail) {
        return new String(detail.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "\\0");
    }

    private static String hex(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return "\\x" + HexFormat.of().formatHex(bytes);
    }
}
