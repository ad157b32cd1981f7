package bici.infra.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves rows out of hypertables that were laid out by times which stations choose. Some pages at a time, each time in a
 * transaction of its own in which rows and checksums are compared; a chunk that was moved is dropped in it. A program that
 * is killed goes on from there when it is started again. Needs room for one chunk more than there was.
 */
final class Relocation implements JavaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(Relocation.class);
    /** 16 MiB. */
    private static final long PAGES_AT_ONCE = 2_000;
    /** A chunk has locks for itself and its indexes. */
    private static final int CHUNKS_AT_ONCE = 50;

    private static final long WORDS_APART = Duration.ofSeconds(5).toNanos();

    private static final List<Move> MOVES = List.of(
            new Move("fact_by_device_time", "fact"),
            new Move("trip_by_start", "trip"),
            new Move("availability_by_time", "availability"));

    private final long pagesAtOnce;
    private final Runnable aroundCommits;

    Relocation() {
        this(PAGES_AT_ONCE, () -> {});
    }

    /**
     * Of another size.
     *
     * @param pagesAtOnce how many pages of the old tables a transaction moves
     * @param aroundCommits is run before each commit and after it, where a move may be cut short
     */
    Relocation(long pagesAtOnce, Runnable aroundCommits) {
        this.pagesAtOnce = pagesAtOnce;
        this.aroundCommits = aroundCommits;
    }

    private record Move(String from, String to) {}

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("043");
    }

    @Override
    public String getDescription() {
        return "rows of tables laid out anew";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    /** It only notes that all is done: what is done before is committed piece by piece on another connection. */
    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        if (isNothingToDo(context.getConnection())) {
            return;
        }
        String path = text(context.getConnection(), "SHOW search_path");
        try (Connection connection = context.getConfiguration().getDataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (Move move : MOVES) {
                new Mover(connection, path, move, pagesAtOnce, aroundCommits).run();
            }
        }
    }

    /** As in a schema that has just been made. */
    private static boolean isNothingToDo(Connection connection) throws SQLException {
        boolean empty = "0".equals(text(connection, "SELECT sum(moved) FROM relocation"));
        for (Move move : MOVES) {
            empty &= listChunks(connection, move).isEmpty();
        }
        return empty;
    }

    private static Deque<String> listChunks(Connection connection, Move move) throws SQLException {
        Deque<String> chunks = new ArrayDeque<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT c::text FROM show_chunks(?::regclass) AS c ORDER BY c::oid")) {
            statement.setString(1, move.from());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    chunks.add(rows.getString(1));
                }
            }
        }
        return chunks;
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new SQLException("no row: " + sql);
            }
            return String.valueOf(row.getString(1));
        }
    }

    /** One table's rows. */
    private static final class Mover {
        private final Connection connection;
        private final String path;
        private final Move move;
        private final long pagesAtOnce;
        private final Runnable aroundCommits;
        private final Deque<String> chunks;
        private final String columns;
        private long toldAt = System.nanoTime();

        /** @param path schemas in which names are looked for */
        Mover(Connection connection, String path, Move move, long pagesAtOnce, Runnable aroundCommits)
                throws SQLException {
            this.connection = connection;
            this.path = path;
            this.move = move;
            this.pagesAtOnce = pagesAtOnce;
            this.aroundCommits = aroundCommits;
            begin();
            this.chunks = listChunks(connection, move);
            this.columns = ask("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
                    + " WHERE attrelid = '" + move.to() + "'::regclass AND attnum > 0 AND NOT attisdropped");
        }

        void run() throws SQLException {
            int before = chunks.size();
            while (!chunks.isEmpty()) {
                begin();
                moveSome();
                commit();
                tell(before);
            }
            begin();
            assertAllIsThere();
            execute("ANALYZE " + move.to());
            commit();
        }

        private void begin() throws SQLException {
            ask("SELECT set_config('search_path', '" + path.replace("'", "''") + "', true)");
        }

        private void commit() throws SQLException {
            aroundCommits.run();
            connection.commit();
            aroundCommits.run();
        }

        private void tell(int before) {
            if (chunks.isEmpty() || System.nanoTime() - toldAt > WORDS_APART) {
                toldAt = System.nanoTime();
                LOG.info("{} is laid out anew: {} of {} chunks moved", move.to(), before - chunks.size(), before);
            }
        }

        private void moveSome() throws SQLException {
            long pages = 0;
            for (int moved = 0; !chunks.isEmpty() && pages < pagesAtOnce && moved < CHUNKS_AT_ONCE; moved++) {
                String chunk = chunks.getFirst();
                long size = number("SELECT pg_relation_size('" + chunk + "') / current_setting('block_size')::bigint");
                long from = number("SELECT coalesce(max(next_page), 0) FROM relocation WHERE table_name = '" + move.to()
                        + "' AND chunk = '" + chunk + "'");
                long to = Math.min(size, from + pagesAtOnce - pages);
                move(chunk, from, to);
                pages += to - from;
                if (to == size) {
                    execute("DROP TABLE " + chunk);
                    chunks.removeFirst();
                }
            }
        }

        /** Nobody writes to the old table any more, so a row stays on its page. */
        private void move(String chunk, long from, long to) throws SQLException {
            String hash = "hashtextextended(ROW(" + columns + ")::text, 0)";
            String sql = """
                    WITH source AS MATERIALIZED (SELECT %1$s FROM ONLY %2$s
                        WHERE ctid >= '(%3$d,0)'::tid AND ctid < '(%4$d,0)'::tid),
                      target AS (INSERT INTO %5$s (%1$s) SELECT %1$s FROM source RETURNING %6$s AS hash),
                      was AS (SELECT count(*) AS n, coalesce(sum(%6$s), 0) AS checksum FROM source),
                      is_now AS (SELECT count(*) AS n, coalesce(sum(hash), 0) AS checksum FROM target),
                      noted AS (UPDATE relocation r SET chunk = '%2$s', next_page = %4$d, moved = r.moved + was.n,
                        checksum = r.checksum + was.checksum FROM was WHERE r.table_name = '%5$s')
                    SELECT was.n = is_now.n AND was.checksum = is_now.checksum,
                      was.n || ' rows became ' || is_now.n FROM was, is_now\
                    """.formatted(columns, chunk, from, to, move.to(), hash);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                if (!row.next() || !row.getBoolean(1)) {
                    throw new SQLException("pages " + from + " to " + to + " of " + chunk + " did not arrive in "
                            + move.to() + " as they were: " + row.getString(2));
                }
            }
        }

        private void assertAllIsThere() throws SQLException {
            String difference = ask("""
                    SELECT CASE WHEN r.moved <> t.n OR r.checksum <> t.checksum
                      THEN r.moved || ' rows were moved, ' || t.n || ' are there' ELSE '' END
                    FROM relocation r, (SELECT count(*) AS n,
                        coalesce(sum(hashtextextended(ROW(%1$s)::text, 0)), 0) AS checksum FROM %2$s) AS t
                    WHERE r.table_name = '%2$s'\
                    """.formatted(columns, move.to()));
            if (!difference.isEmpty()) {
                throw new SQLException(move.to() + " is not what it was: " + difference);
            }
        }

        private long number(String sql) throws SQLException {
            return Long.parseLong(ask(sql));
        }

        private String ask(String sql) throws SQLException {
            return text(connection, sql);
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
