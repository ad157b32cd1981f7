package bici.fleet.store;

import bici.fleet.ledger.Quarantine;
import bici.fleet.vocabulary.FactId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code quarantine}: what stations sent that could not be recorded as a fact, as they sent it. */
final class QuarantineTable implements Quarantine {
    private final Connection connection;

    QuarantineTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void add(Collection<Entry> rows) {
        List<@Nullable Integer> journals = new ArrayList<>();
        List<@Nullable Long> sequences = new ArrayList<>();
        for (Entry row : rows) {
            journals.add(row.reject().id().map(FactId::journal).orElse(null));
            sequences.add(row.reject().id().map(FactId::sequence).orElse(null));
        }
        Jdbc.run(() -> {
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.ADD_QUARANTINE)) {
                new Columns(connection, statement)
                        .text(rows.stream().map(Entry::station).toList())
                        .integers(journals)
                        .integers(sequences)
                        .times(rows.stream().map(Entry::arrivedAt).toList())
                        .text(rows.stream().map(row -> row.reject().reason()).toList())
                        .text(rows.stream()
                                .map(row -> sayable(row.reject().detail()))
                                .toList())
                        .text(rows.stream()
                                .map(row -> hex(row.reject().payload()))
                                .toList());
                statement.executeUpdate();
            }
        });
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
