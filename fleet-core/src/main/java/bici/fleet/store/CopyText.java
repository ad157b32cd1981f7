package bici.fleet.store;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows in the text format of PostgreSQL's COPY. */
final class CopyText {
    private final StringBuilder text = new StringBuilder(8192);
    private boolean rowStarted;
    private boolean unsayable;

    CopyText add(@Nullable Object value) {
        if (rowStarted) {
            text.append('\t');
        }
        rowStarted = true;
        if (value == null) {
            text.append("\\N");
        } else {
            appendEscaped(value instanceof Instant instant ? Times.text(instant) : value.toString());
        }
        return this;
    }

    CopyText add(Optional<?> value) {
        return add(value.orElse(null));
    }

    CopyText endRow() {
        text.append('\n');
        rowStarted = false;
        return this;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /**
     * Sends the rows by {@code copy}, a {@code COPY … FROM STDIN} statement. The driver would put a question mark for half
     * of a surrogate pair, and a fact sent again would then differ from the stored one: refused instead.
     */
    void send(Connection connection, String copy) throws SQLException {
        if (isEmpty()) {
            return;
        }
        if (unsayable) {
            throw new SQLDataException("half of a surrogate pair is no text", "22021");
        }
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new StringReader(text.toString()));
        } catch (IOException e) {
            throw new SQLException("COPY was cut off", "08006", e);
        }
    }

    private void appendEscaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            unsayable |= Character.isSurrogate(c) && !isPaired(value, i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    private static boolean isPaired(String value, int i) {
        int first = Character.isLowSurrogate(value.charAt(i)) ? i - 1 : i;
        return first >= 0
                && first + 1 < value.length()
                && Character.isSurrogatePair(value.charAt(first), value.charAt(first + 1));
    }
}
