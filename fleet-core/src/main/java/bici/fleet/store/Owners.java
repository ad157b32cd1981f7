package bici.fleet.store;

import bici.fleet.dock.Cause;
import bici.fleet.trip.Trip;
import bici.fleet.vocabulary.RiderId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whose trips these are: the removal's own cause says it, and a cause nobody knows belongs to nobody. */
final class Owners {
    private final Map<String, RiderId> byCommand = new HashMap<>();
    private final Map<String, RiderId> byCard = new HashMap<>();

    private Owners() {}

    static Owners load(Connection connection, List<TripChange> changes) throws SQLException {
        Set<String> commands = new TreeSet<>();
        Set<String> cards = new TreeSet<>();
        for (TripChange change : changes) {
            switch (change.after().cause()) {
                case Cause.ByCommand by -> commands.add(by.command().value());
                case Cause.ByCard by -> cards.add(by.card().value());
                case Cause.ByCrew by -> {}
                case Cause.ByNobody by -> {}
            }
        }
        Owners owners = new Owners();
        if (!commands.isEmpty() || !cards.isEmpty()) {
            owners.read(connection, commands, cards);
        }
        return owners;
    }

    private void read(Connection connection, Set<String> commands, Set<String> cards) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CommandSql.LOAD_OWNERS)) {
            new Columns(connection, statement).text(commands).text(cards);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Map<String, RiderId> owned = rows.getString("cause").equals("card") ? byCard : byCommand;
                    owned.put(rows.getString("cause_id"), new RiderId(rows.getString("rider_id")));
                }
            }
        }
    }

    Optional<RiderId> find(Trip trip) {
        return switch (trip.cause()) {
            case Cause.ByCommand by ->
                Optional.ofNullable(byCommand.get(by.command().value()));
            case Cause.ByCard by -> Optional.ofNullable(byCard.get(by.card().value()));
            case Cause.ByCrew by -> Optional.empty();
            case Cause.ByNobody by -> Optional.empty();
        };
    }
}
