package bici.fleet.store;

import bici.fleet.people.Principal;
import bici.fleet.people.Secrets;
import bici.fleet.people.SignInLinks;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** One-time sign-in links on PostgreSQL. */
public final class PostgresSignInLinks implements SignInLinks {
    private final Transactions transactions;

    public PostgresSignInLinks(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public String createLink(Principal principal, Instant at) {
        String secret = Secrets.token();
        transactions.run(connection -> new Rows(connection)
                .update(
                        PeopleSql.ADD_LINK,
                        Secrets.hash(secret),
                        PrincipalColumns.rider(principal),
                        PrincipalColumns.staff(principal),
                        at.plus(TIME_TO_LIVE)));
        return secret;
    }

    @Override
    public Optional<Principal> useLink(String secret, Instant at) {
        return transactions.run(connection -> new Rows(connection)
                .find(PeopleSql.USE_LINK, PrincipalColumns::find, at, Secrets.hash(secret), at)
                .flatMap(found -> found));
    }
}
