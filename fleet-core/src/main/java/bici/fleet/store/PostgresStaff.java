package bici.fleet.store;

import bici.fleet.people.Role;
import bici.fleet.people.Staff;
import bici.fleet.vocabulary.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Staff on PostgreSQL. */
public final class PostgresStaff implements Staff {
    private final Transactions transactions;

    public PostgresStaff(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public void put(Member member, Instant at) {
        transactions.run(connection -> new Rows(connection)
                .update(
                        PeopleSql.PUT_STAFF,
                        member.id().value(),
                        member.name(),
                        member.role().word(),
                        member.active(),
                        at));
    }

    @Override
    public Optional<Member> find(StaffId staff) {
        return transactions.run(
                connection -> new Rows(connection).find(PeopleSql.FIND_STAFF, PostgresStaff::member, staff.value()));
    }

    @Override
    public List<Member> listStaff() {
        return transactions.run(connection -> new Rows(connection).list(PeopleSql.LIST_STAFF, PostgresStaff::member));
    }

    static Member member(ResultSet row) throws SQLException {
        return new Member(
                new StaffId(row.getString("staff_id")),
                row.getString("name"),
                Words.parse(Role.class, row.getString("role")),
                row.getBoolean("active"));
    }
}
