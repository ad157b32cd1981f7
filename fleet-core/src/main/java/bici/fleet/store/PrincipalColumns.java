package bici.fleet.store;

import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Columns {@code rider_id}, {@code staff_id}, {@code role} and {@code active} as somebody who may sign in. */
final class PrincipalColumns {
    private PrincipalColumns() {}

    /** Empty when the member of staff may no longer sign in. */
    static Optional<Principal> find(ResultSet row) throws SQLException {
        if (!row.getBoolean("active")) {
            return Optional.empty();
        }
        @Nullable String rider = row.getString("rider_id");
        return Optional.of(
                rider != null
                        ? new Principal.OfRider(new RiderId(rider))
                        : new Principal.OfStaff(
                                new StaffId(row.getString("staff_id")),
                                Words.parse(Role.class, row.getString("role"))));
    }

    static @Nullable String rider(Principal principal) {
        return principal instanceof Principal.OfRider of ? of.rider().value() : null;
    }

    static @Nullable String staff(Principal principal) {
        return principal instanceof Principal.OfStaff of ? of.staff().value() : null;
    }
}
