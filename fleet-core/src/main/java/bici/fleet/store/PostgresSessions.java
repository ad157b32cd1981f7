package bici.fleet.store;

import bici.fleet.people.Principal;
import bici.fleet.people.Secrets;
import bici.fleet.people.Sessions;
import bici.fleet.vocabulary.IdempotencyKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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
            Optional<String> salt,
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
        return add(connection, family, Secrets.token(), expiry(openedAt, at));
    }

    private static RefreshToken add(Connection connection, String family, String token, Instant expires)
            throws SQLException {
        new Rows(connection).update(PeopleSql.ADD_TOKEN, Secrets.hash(token), family, expires);
        return new RefreshToken(token, family, expires);
    }

    private static Instant expiry(Instant openedAt, Instant at) {
        Instant last = openedAt.plus(LIFETIME);
        Instant idle = at.plus(IDLE);
        return idle.isBefore(last) ? idle : last;
    }

    @Override
    public Rotation rotate(String refreshToken, Optional<IdempotencyKey> key, Instant at) {
        byte[] hash = Secrets.hash(refreshToken);
        return transactions.run(connection -> {
            Rows rows = new Rows(connection);
            Optional<Token> found = find(rows, hash);
            if (found.isEmpty()
                    || found.get().ended()
                    || !at.isBefore(found.get().expiresAt())
                    || found.get().principal().isEmpty()) {
                return new Rotation.Refused();
            }
            Token token = found.get();
            Principal principal = token.principal().get();
            if (token.usedAt().isEmpty()) {
                return new Rotation.Rotated(principal, replace(connection, refreshToken, token, key, at));
            }
            Optional<RefreshToken> same = repeated(rows, refreshToken, token, key, at);
            if (same.isPresent()) {
                return new Rotation.Rotated(principal, same.get());
            }
            rows.update(PeopleSql.END_FAMILY, at, "reused", token.family());
            return new Rotation.Reused();
        });
    }

    private static RefreshToken replace(
            Connection connection, String old, Token token, Optional<IdempotencyKey> key, Instant at)
            throws SQLException {
        Optional<String> salt = key.map(ignored -> Secrets.token());
        new Rows(connection).update(PeopleSql.USE_TOKEN, at, salt.orElse(null), Secrets.hash(old));
        String next = salt.isPresent() ? successor(old, salt.get(), key.get()) : Secrets.token();
        return add(connection, token.family(), next, expiry(token.openedAt(), at));
    }

    private static String successor(String old, String salt, IdempotencyKey key) {
        return Secrets.token(old, salt, key.value());
    }

    /** What the same request was given, as long as its answer may have been lost. Another key gives what nobody has. */
    private static Optional<RefreshToken> repeated(
            Rows rows, String old, Token token, Optional<IdempotencyKey> key, Instant at) throws SQLException {
        boolean soon =
                token.usedAt().filter(used -> !at.isAfter(used.plus(REPEAT))).isPresent();
        if (!soon || key.isEmpty() || token.salt().isEmpty()) {
            return Optional.empty();
        }
        String next = successor(old, token.salt().get(), key.get());
        return rows.find(
                PeopleSql.FIND_SUCCESSOR,
                row -> new RefreshToken(next, token.family(), Times.get(row, "expires_at")),
                Secrets.hash(next),
                token.family());
    }

    private static Optional<Token> find(Rows rows, byte[] hash) throws SQLException {
        rows.find(PeopleSql.LOCK_FAMILY, row -> row.getString("family_id"), hash);
        return rows.find(PeopleSql.FIND_TOKEN, PostgresSessions::token, hash);
    }

    @Override
    public Set<String> listEnded(Instant since) {
        return transactions.read(connection -> Set.copyOf(new Rows(connection)
                .list(PeopleSql.LIST_ENDED_FAMILIES, row -> row.getString("family_id"), since, since)));
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("family_id"),
                Times.get(row, "expires_at"),
                Times.find(row, "used_at"),
                Optional.ofNullable(row.getString("successor_salt")),
                Times.get(row, "opened_at"),
                row.getBoolean("ended"),
                PrincipalColumns.find(row));
    }

    @Override
    public void close(String refreshToken, Instant at) {
        byte[] hash = Secrets.hash(refreshToken);
        transactions.run(connection -> {
            Rows rows = new Rows(connection);
            Optional<Token> found = find(rows, hash);
            return found.isPresent()
                    ? rows.update(
                            PeopleSql.END_FAMILY, at, "signed-out", found.get().family())
                    : 0;
        });
    }
}
