package bici.fleet.people;

import bici.fleet.vocabulary.Author;
import bici.fleet.vocabulary.StaffId;
import java.time.Instant;
import java.util.Optional;

/**
 * Taking staff in and letting them go. Each act and its entries in the audit log are one transaction. Blocking;
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away.
 */
public interface StaffOffice {
    /** A link that signs this member in once; takes them in when there is none, takes them back when they were dismissed. */
    Answer link(Request request, Author by, Instant at);

    /**
     * Ends all sessions and links of a member, who can sign in no more.
     *
     * @return empty when there is no such member
     */
    Optional<Dismissal> dismiss(StaffId staff, String note, Author by, Instant at);

    /**
     * Who is to get a link.
     *
     * @param name empty: as it is, for a new member the id
     * @param changeRole when the member has another role: they get this one, and their sessions end
     */
    record Request(StaffId staff, Optional<String> name, Role role, boolean changeRole) {}

    /** What became of a request. */
    sealed interface Answer {
        /** The secret is for the member and nobody else. */
        record Linked(String secret) implements Answer {
            @Override
            public String toString() {
                return "Linked";
            }
        }

        /** The member has this role, and it was not asked to change it: nothing was done. */
        record OtherRole(Role role) implements Answer {}
    }

    /**
     * What ended.
     *
     * @param already they had been dismissed before
     */
    record Dismissal(boolean already, int sessions, int links) {}
}
