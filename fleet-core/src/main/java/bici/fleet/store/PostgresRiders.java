package bici.fleet.store;

import bici.fleet.people.PhoneNumber;
import bici.fleet.people.PhoneSeal;
import bici.fleet.people.Riders;
import bici.fleet.people.Secrets;
import bici.fleet.people.SignInTries;
import bici.fleet.vocabulary.RiderId;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;

/** Riders on PostgreSQL. */
public final class PostgresRiders implements Riders {
    private static final Duration WATCHED = Duration.ofMinutes(10);
    private static final byte[] NONE = new byte[0];

    private final Transactions transactions;
    private final PhoneSeal seal;

    public PostgresRiders(DataSource dataSource, PhoneSeal seal) {
        this.transactions = new Transactions(dataSource);
        this.seal = seal;
    }

    private record Recent(int made, Optional<Instant> latest) {}

    private record Known(long id, boolean open, boolean right, Instant expiresAt) {}

    @Override
    public CodeAnswer requestCode(PhoneNumber phone, String from, Instant at) {
        byte[] hash = seal.hash(phone);
        byte[] peer = seal.hashPeer(phone, from);
        return transactions.run(connection -> {
            Rows rows = new Rows(connection);
            rows.list(PeopleSql.LOCK_PHONE, row -> true, hash);
            Duration wait = waitForTry(rows, hash, peer, at);
            if (wait.isPositive()) {
                return new CodeAnswer.NoTryLeft(wait);
            }
            Recent recent = rows.find(
                            PeopleSql.RECENT_CODES,
                            row -> new Recent(row.getInt("made"), Times.find(row, "latest")),
                            at.minus(WATCHED),
                            hash)
                    .orElseThrow();
            Instant free = recent.latest().map(last -> last.plus(BETWEEN_CODES)).orElse(at);
            if (recent.made() >= CODES_IN_TEN_MINUTES && free.isAfter(at)) {
                return rows.find(PeopleSql.FIND_CODE, row -> known(row, at, NONE), hash)
                        .filter(Known::open)
                        .<CodeAnswer>map(last -> new CodeAnswer.StillGood(
                                Duration.between(at, last.expiresAt()), Duration.between(at, free)))
                        .orElseGet(() -> new CodeAnswer.TooMany(Duration.between(at, free)));
            }
            String code = Secrets.digits(CODE_DIGITS);
            rows.update(PeopleSql.FORGET_OLD_CODES, hash, at.minus(WATCHED));
            rows.update(PeopleSql.ADD_CODE, hash, seal.hash(phone, code), at, at.plus(CODE_TIME_TO_LIVE));
            return new CodeAnswer.Made(code);
        });
    }

    @Override
    public SignIn signIn(PhoneNumber phone, String code, String from, Instant at) {
        byte[] hash = seal.hash(phone);
        byte[] peer = seal.hashPeer(phone, from);
        return transactions.run(connection -> {
            Rows rows = new Rows(connection);
            rows.list(PeopleSql.LOCK_PHONE, row -> true, hash);
            Duration wait = waitForTry(rows, hash, peer, at);
            if (wait.isPositive()) {
                return new SignIn.TooManyTries(wait);
            }
            SignIn answer = tryCode(connection, phone, code, at);
            rows.update(PeopleSql.FORGET_WRONG_TRIES, at.minus(SignInTries.WRONG_KEPT));
            rows.update(PeopleSql.FORGET_GOOD_TRIES, hash, at.minus(SignInTries.GOOD_KEPT));
            rows.update(PeopleSql.ADD_TRY, hash, peer, at, answer instanceof SignIn.SignedIn);
            return answer;
        });
    }

    private static Duration waitForTry(Rows rows, byte[] phone, byte[] peer, Instant at) throws SQLException {
        return SignInTries.waitAt(
                at,
                rows.list(
                        PeopleSql.LIST_TRIES,
                        row -> new SignInTries.Try(
                                row.getBoolean("here"), row.getBoolean("good"), Times.get(row, "tried_at")),
                        peer,
                        phone,
                        at.minus(SignInTries.GOOD_KEPT),
                        at.minus(SignInTries.WRONG_KEPT)));
    }

    private SignIn tryCode(Connection connection, PhoneNumber phone, String code, Instant at) throws SQLException {
        byte[] typed = seal.hash(phone, code);
        Rows rows = new Rows(connection);
        Optional<Known> known = rows.find(PeopleSql.FIND_CODE, row -> known(row, at, typed), seal.hash(phone));
        if (known.isEmpty() || !known.get().open()) {
            return new SignIn.WrongCode();
        }
        rows.update(PeopleSql.COUNT_TRY, known.get().id());
        if (!known.get().right()) {
            return new SignIn.WrongCode();
        }
        rows.update(PeopleSql.USE_CODE, at, known.get().id());
        return new SignIn.SignedIn(put(connection, phone, at));
    }

    private static Known known(ResultSet row, Instant at, byte[] typed) throws SQLException {
        Instant expiresAt = Times.get(row, "expires_at");
        boolean open = !row.getBoolean("used") && row.getInt("tries") < CODE_TRIES && at.isBefore(expiresAt);
        boolean right = MessageDigest.isEqual(row.getBytes("code_hash"), typed);
        return new Known(row.getLong("sign_in_code_id"), open, right, expiresAt);
    }

    @Override
    public RiderId putRider(PhoneNumber phone, Instant at) {
        return transactions.run(connection -> put(connection, phone, at));
    }

    private RiderId put(Connection connection, PhoneNumber phone, Instant at) throws SQLException {
        Rows rows = new Rows(connection);
        byte[] hash = seal.hash(phone);
        rows.update(PeopleSql.ADD_RIDER, Secrets.id(), hash, seal.seal(phone), at);
        return rows.find(PeopleSql.FIND_RIDER_BY_PHONE, row -> new RiderId(row.getString("rider_id")), hash)
                .orElseThrow();
    }

    @Override
    public Rider getRider(RiderId rider) {
        return findRider(rider).orElseThrow(() -> new NoSuchElementException("there is no rider " + rider));
    }

    @Override
    public Optional<Rider> findRider(RiderId rider) {
        return transactions.run(
                connection -> new Rows(connection).find(PeopleSql.FIND_RIDER, this::rider, rider.value()));
    }

    private Rider rider(ResultSet row) throws SQLException {
        Optional<Instant> consentedAt = Times.find(row, "consented_at");
        String version = row.getString("policy_version");
        return new Rider(
                new RiderId(row.getString("rider_id")),
                seal.open(row.getBytes("phone_sealed")),
                row.getBoolean("suspended"),
                consentedAt.map(at -> new Consent(version, at)));
    }

    @Override
    public void recordConsent(RiderId rider, String policyVersion, Instant at) {
        transactions.run(
                connection -> new Rows(connection).update(PeopleSql.ADD_CONSENT, rider.value(), policyVersion, at));
    }
}
