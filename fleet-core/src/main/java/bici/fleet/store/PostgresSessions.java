package bici.fleet.store;

import bici.fleet.people.Principal;
import bici.fleet.people.Secrets;
import bici.fleet.people.Sessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Refresh tokens on PostgreSQL; the family's row is locked first, so that two uses of one token come one by one. */
public final class PostgresSessions implements Sessions {
    private final Transactions transactions;

    public PostgresSessions(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    private record Token(
            String family,
            Instant expiresAt,
            Optional<Instant> usedAt,
            Instant openedAt,
            boolean ended,
            Optional<Principal> principal) {}

    @Override
    public RefreshToken open(Principal principal, Instant at) {
        String family = Secrets.id();
        return transactions.run(connection -> {
            new Rows(connection)
                    .update(
                            PeopleSql.OPEN_FAMILY,
                            family,
                            PrincipalColumns.rider(principal),
                            PrincipalColumns.staff(principal),
                            at);
            return add(connection, family, at, at);
        });
    }

    private static RefreshToken add(Connection connection, String family, Instant openedAt, Instant at)
            throws SQLException {
        String token = Secrets.token();
        Instant last = openedAt.plus(LIFETIME);
        Instant idle = at.plus(IDLE);
        Instant expires = idle.isBefore(last) ? idle : last;
        new Rows(connection).update(PeopleSql.ADD_TOKEN, Secrets.hash(token), family, expires);
        return new RefreshToken(token, expires);
    }

    @Override
    public Rotation rotate(String refreshToken, Instant at) {
        byte[] hash = Secrets.hash(refreshToken);
        return transactions.run(connection -> {
            Rows rows = new Rows(connection);
            Optional<Token> found = rows.find(PeopleSql.FIND_TOKEN, PostgresSessions::token, hash);
            if (found.isEmpty()) {
                return new Rotation.Refused();
            }
            Token token = found.get();
            if (token.ended()
                    || !at.isBefore(token.expiresAt())
                    || token.principal().isEmpty()) {
                return new Rotation.Refused();
            }
            if (token.usedAt().filter(used -> at.isAfter(used.plus(GRACE))).isPresent()) {
                rows.update(PeopleSql.END_FAMILY, at, "reused", token.family());
                return new Rotation.Reused();
            }
            rows.update(PeopleSql.USE_TOKEN, at, hash);
            return new Rotation.Rotated(token.principal().get(), add(connection, token.family(), token.openedAt(), at));
        });
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("family_id"),
                Times.get(row, "expires_at"),
                Times.find(row, "used_at"),
                Times.get(row, "opened_at"),
                row.getBoolean("ended"),
                PrincipalColumns.find(row));
    }

    @Override
    public void close(String refreshToken, Instant at) {
        byte[] hash = Secrets.hash(refreshToken);
        transactions.run(connection -> {
            Rows rows = new Rows(connection);
            Optional<Token> found = rows.find(PeopleSql.FIND_TOKEN, PostgresSessions::token, hash);
            return found.isPresent()
                    ? rows.update(
                            PeopleSql.END_FAMILY, at, "signed-out", found.get().family())
                    : 0;
        });
    }
}
