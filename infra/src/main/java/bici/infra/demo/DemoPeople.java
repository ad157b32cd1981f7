package bici.infra.demo;

import bici.fleet.people.DataPolicy;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.Principal;
import bici.fleet.people.Riders;
import bici.fleet.people.Role;
import bici.fleet.people.SignInLinks;
import bici.fleet.people.Staff;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresSignInLinks;
import bici.fleet.store.PostgresStaff;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.infra.database.Database;
import bici.infra.run.RunPlace;
import bici.infra.server.PhoneKey;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/** One person for each role, who signs in by a link that counts once. There are no passwords, so no default ones. */
final class DemoPeople {
    /** Of nobody: Colombian numbers of this range are not given out. */
    private static final PhoneNumber RIDER = new PhoneNumber("+573005550999");

    private static final Map<Role, String> NAMES = new EnumMap<>(Map.of(
            Role.CREW, "Cuadrilla",
            Role.TECHNICIAN, "Técnica",
            Role.DISPATCHER, "Sala de control",
            Role.SUPERVISOR, "Supervisión",
            Role.SUPPORT, "Atención",
            Role.ANALYST, "Analista AMB",
            Role.ADVISOR, "Asesoría",
            Role.AUDITOR, "Auditoría",
            Role.ADMIN, "Administración"));

    private final Riders riders;
    private final Staff staff;
    private final SignInLinks links;
    private final Clock clock;

    DemoPeople(Database database, RunPlace place, Clock clock) {
        this.riders = new PostgresRiders(database.dataSource(), PhoneKey.open(place.folder()));
        this.staff = new PostgresStaff(database.dataSource());
        this.links = new PostgresSignInLinks(database.dataSource());
        this.clock = clock;
    }

    /** A new secret for each role, in the roles' order. */
    Map<Role, String> createLinks() {
        Map<Role, String> secrets = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            secrets.put(role, createLink(role));
        }
        return secrets;
    }

    String createLink(Role role) {
        return links.createLink(role == Role.RIDER ? rider() : member(role), clock.instant());
    }

    private Principal rider() {
        RiderId rider = riders.putRider(RIDER, clock.instant());
        riders.recordConsent(rider, DataPolicy.current().version(), clock.instant());
        return new Principal.OfRider(rider);
    }

    private Principal member(Role role) {
        StaffId id = new StaffId("demo-" + role.word());
        staff.put(new Staff.Member(id, NAMES.getOrDefault(role, role.word()), role, true), clock.instant());
        return new Principal.OfStaff(id, role);
    }
}
