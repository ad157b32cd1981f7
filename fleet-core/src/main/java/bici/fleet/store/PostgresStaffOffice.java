package bici.fleet.store;

import bici.fleet.operations.ActLog;
import bici.fleet.people.Role;
import bici.fleet.people.Secrets;
import bici.fleet.people.SignInLinks;
import bici.fleet.people.Staff.Member;
import bici.fleet.people.StaffOffice;
import bici.fleet.vocabulary.Author;
import bici.fleet.vocabulary.StaffId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Taking staff in and letting them go, on PostgreSQL; the member's row is locked first. */
public final class PostgresStaffOffice implements StaffOffice {
    private final Transactions transactions;

    public PostgresStaffOffice(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public Answer link(Request request, Author by, Instant at) {
        return transactions.run(connection -> {
            Optional<Member> known = lock(connection, request.staff());
            boolean otherRole =
                    known.filter(member -> member.role() != request.role()).isPresent();
            if (otherRole && !request.changeRole()) {
                return new Answer.OtherRole(known.get().role());
            }
            if (otherRole) {
                end(connection, request.staff(), "role-changed", at);
            }
            put(connection, request, known, at);
            String act = known.isEmpty() ? "staff-add" : otherRole ? "staff-role" : "staff-link";
            note(connection, by, act, request.staff(), words(request, known), at);
            return new Answer.Linked(createLink(connection, request.staff(), at));
        });
    }

    private static Optional<Member> lock(Connection connection, StaffId staff) throws SQLException {
        return new Rows(connection).find(PeopleSql.LOCK_STAFF, PostgresStaff::member, staff.value());
    }

    private static void put(Connection connection, Request request, Optional<Member> known, Instant at)
            throws SQLException {
        String name = request.name()
                .or(() -> known.map(Member::name))
                .orElse(request.staff().value());
        new Rows(connection)
                .update(
                        PeopleSql.PUT_STAFF,
                        request.staff().value(),
                        name,
                        request.role().word(),
                        true,
                        at);
    }

    /** Of a new member or another role what they are now, of one who was dismissed that they are back. */
    private static String words(Request request, Optional<Member> known) {
        String before = known.map(Member::role).map(Role::word).orElse("");
        String after = request.role().word();
        String role = before.isEmpty() || before.equals(after) ? after : before + " -> " + after;
        return known.filter(member -> !member.active()).isPresent() ? role + ", taken back" : role;
    }

    private static String createLink(Connection connection, StaffId staff, Instant at) throws SQLException {
        String secret = Secrets.token();
        new Rows(connection)
                .update(
                        PeopleSql.ADD_LINK,
                        Secrets.hash(secret),
                        null,
                        staff.value(),
                        at.plus(SignInLinks.TIME_TO_LIVE));
        return secret;
    }

    private record Ended(int sessions, int links) {}

    private static Ended end(Connection connection, StaffId staff, String why, Instant at) throws SQLException {
        Rows rows = new Rows(connection);
        int sessions = rows.update(PeopleSql.END_SESSIONS_OF_STAFF, at, why, staff.value());
        return new Ended(sessions, rows.update(PeopleSql.VOID_LINKS_OF_STAFF, at, staff.value()));
    }

    @Override
    public Optional<Dismissal> dismiss(StaffId staff, String note, Author by, Instant at) {
        return transactions.run(connection -> {
            Optional<Member> known = lock(connection, staff);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            new Rows(connection).update(PeopleSql.DISMISS_STAFF, staff.value());
            Ended ended = end(connection, staff, "dismissed", at);
            note(connection, by, "staff-dismiss", staff, note, at);
            return Optional.of(new Dismissal(!known.get().active(), ended.sessions(), ended.links()));
        });
    }

    private static void note(Connection connection, Author by, String act, StaffId staff, String words, Instant at)
            throws SQLException {
        AuditLog.add(connection, new ActLog.Entry(by, act, "staff/" + staff, words), at);
    }
}
