package bici.fleet.store;

import bici.fleet.operations.AllowList;
import bici.fleet.operations.AllowList.Holder;
import bici.fleet.operations.CardProofs;
import bici.fleet.operations.CardRegister;
import bici.fleet.operations.Cards;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.RiderId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Cards on PostgreSQL. */
public final class PostgresCards implements Cards, CardRegister {
    private static final long ON_LINE = 0;

    private final Transactions transactions;
    private final CardProofs proofs;

    public PostgresCards(DataSource dataSource, CardProofs proofs) {
        this.transactions = new Transactions(dataSource);
        this.proofs = proofs;
    }

    @Override
    public AllowList getAllowList() {
        return transactions.run(connection -> {
            long version = version(connection, RegisterSql.GET_LIST_VERSION);
            List<AllowList.Entry> entries = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(RegisterSql.LIST_CARDS);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Card card = card(rows);
                    entries.add(new AllowList.Entry(
                            card.id(),
                            card.holder(),
                            card.validFrom(),
                            card.validUntil(),
                            proofs.prove(card.id(), version)));
                }
            }
            return new AllowList(version, entries);
        });
    }

    @Override
    public Authorisation authorize(CardId id, Instant at) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RegisterSql.FIND_CARD)) {
                new Columns(connection, statement).one(id.value());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? decide(card(rows), at) : new Authorisation.Denied("unknown-card");
                }
            }
        });
    }

    private Authorisation decide(Card card, Instant at) {
        if (card.holder() == Holder.DENIED) {
            return new Authorisation.Denied("denied-card");
        }
        if (at.isBefore(card.validFrom()) || !at.isBefore(card.validUntil())) {
            return new Authorisation.Denied("not-valid-now");
        }
        return new Authorisation.Granted(card.holder(), proofs.prove(card.id(), ON_LINE));
    }

    @Override
    public long put(List<Card> cards) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RegisterSql.PUT_CARDS)) {
                new Columns(connection, statement)
                        .text(cards.stream().map(Card::id).toList())
                        .text(cards.stream().map(c -> Words.of(c.holder())).toList())
                        .times(cards.stream().map(Card::validFrom).toList())
                        .times(cards.stream().map(Card::validUntil).toList());
                statement.executeUpdate();
            }
            return version(connection, RegisterSql.NEXT_LIST_VERSION);
        });
    }

    @Override
    public boolean give(CardId card, RiderId rider) {
        return transactions.run(
                connection -> new Rows(connection).update(RegisterSql.GIVE_CARD, rider.value(), card.value()) == 1);
    }

    private static long version(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("table allow_list has lost its row");
            }
            return row.getLong("version");
        }
    }

    private static Card card(ResultSet row) throws SQLException {
        return new Card(
                new CardId(row.getString("card_id")),
                Words.parse(Holder.class, row.getString("holder")),
                Times.get(row, "valid_from"),
                Times.get(row, "valid_until"));
    }
}
