package bici.fleet.people;

import java.util.Locale;

/** What somebody may do; which operation and which object each role may touch is one table in the API. */
public enum Role {
    RIDER,
    CREW,
    TECHNICIAN,
    DISPATCHER,
    SUPERVISOR,
    SUPPORT,
    ANALYST,
    ADVISOR,
    AUDITOR,
    ADMIN;

    /** As in tokens and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
