package bici.fleet.people;

import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;

/** Who is signed in. */
public sealed interface Principal {
    Role role();

    /** The id in tokens. */
    String subject();

    record OfRider(RiderId rider) implements Principal {
        @Override
        public Role role() {
            return Role.RIDER;
        }

        @Override
        public String subject() {
            return rider.value();
        }
    }

    record OfStaff(StaffId staff, Role role) implements Principal {
        public OfStaff {
            if (role == Role.RIDER) {
                throw new IllegalArgumentException("staff is no rider");
            }
        }

        @Override
        public String subject() {
            return staff.value();
        }
    }
}
