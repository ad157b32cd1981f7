package bici.fleet.people;

import bici.fleet.vocabulary.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The people who work with the system. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while the database is away. */
public interface Staff {
    /** Adds somebody or changes name, role and standing. */
    void put(Member member, Instant at);

    Optional<Member> find(StaffId staff);

    List<Member> listStaff();

    /**
     * A member of staff.
     *
     * @param active may sign in
     */
    record Member(StaffId id, String name, Role role, boolean active) {
        public Member {
            if (role == Role.RIDER) {
                throw new IllegalArgumentException("staff is no rider");
            }
        }
    }
}
