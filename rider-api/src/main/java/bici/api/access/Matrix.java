package bici.api.access;

import static bici.fleet.people.Role.ADMIN;
import static bici.fleet.people.Role.ANALYST;
import static bici.fleet.people.Role.CREW;
import static bici.fleet.people.Role.DISPATCHER;
import static bici.fleet.people.Role.RIDER;
import static bici.fleet.people.Role.SUPERVISOR;
import static bici.fleet.people.Role.SUPPORT;
import static bici.fleet.people.Role.TECHNICIAN;

import bici.fleet.people.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what with which objects: the one table. An operation without a row is not served; the contracts repeat the
 * roles as {@code x-roles}, and tests walk every role through every row.
 */
public final class Matrix {
    private static final Set<Role> WATCHERS = Set.of(CREW, TECHNICIAN, DISPATCHER, SUPERVISOR, SUPPORT, ADMIN);
    /** What riders write may hold personal data: only who sees to it reads it. */
    private static final Set<Role> REPORT_DESK = Set.of(TECHNICIAN, DISPATCHER, SUPERVISOR, SUPPORT, ADMIN);

    private static final List<Row> ROWS = List.of(
            anyone("requestSignInCode"),
            anyone("signInWithCode"),
            anyone("signInWithLink"),
            anyone("refreshSession"),
            anyone("endSession"),
            anyone("getPolicy"),
            anyone("listStations"),
            anyone("getStation"),
            new Row("getMe", Set.of(RIDER), Reach.OWN),
            new Row("giveConsent", Set.of(RIDER), Reach.OWN),
            new Row("streamMyEvents", Set.of(RIDER), Reach.OWN),
            new Row("createTrip", Set.of(RIDER), Reach.OWN),
            new Row("cancelUnlock", Set.of(RIDER), Reach.OWN),
            new Row("listTrips", Set.of(RIDER), Reach.OWN),
            new Row("getTrip", Set.of(RIDER), Reach.OWN),
            new Row("getTripReceipt", Set.of(RIDER), Reach.OWN),
            new Row("getUnlock", Set.of(RIDER), Reach.OWN),
            new Row("createReport", Set.of(RIDER), Reach.OWN),
            new Row("listReports", Set.of(RIDER), Reach.OWN),
            new Row("listOperatorStations", WATCHERS, Reach.ALL),
            new Row("getOperatorStation", WATCHERS, Reach.ALL),
            new Row("sendStationCommand", Set.of(TECHNICIAN, DISPATCHER, SUPERVISOR, ADMIN), Reach.ALL),
            new Row("makeRuling", Set.of(DISPATCHER, SUPERVISOR, ADMIN), Reach.ALL),
            new Row("putStationConfig", Set.of(TECHNICIAN, ADMIN), Reach.ALL),
            new Row("getDiagnostics", Set.of(TECHNICIAN, SUPERVISOR, ADMIN), Reach.ALL),
            new Row("listCommands", WATCHERS, Reach.ALL),
            new Row("getCommand", WATCHERS, Reach.ALL),
            new Row("listBikes", WATCHERS, Reach.ALL),
            new Row("getBike", WATCHERS, Reach.ALL),
            new Row("setBikeService", Set.of(TECHNICIAN, DISPATCHER, SUPERVISOR, ADMIN), Reach.ALL),
            new Row("listUnregistered", WATCHERS, Reach.ALL),
            new Row("registerBike", Set.of(SUPERVISOR, ADMIN), Reach.ALL),
            new Row("registerDock", Set.of(SUPERVISOR, ADMIN), Reach.ALL),
            new Row("listAlarms", WATCHERS, Reach.ALL),
            new Row("listRiderReports", REPORT_DESK, Reach.ALL),
            new Row("actOnReport", REPORT_DESK, Reach.ALL),
            new Row("listPrintedCodes", Set.of(TECHNICIAN, ADMIN), Reach.ALL),
            new Row("streamOperatorEvents", WATCHERS, Reach.ALL),
            new Row("exportTrips", Set.of(ANALYST, ADMIN), Reach.ALL));

    private Matrix() {}

    /** Of which objects. */
    public enum Reach {
        /** Nobody is asked who they are. */
        PUBLIC,
        /** Only what belongs to the caller; another's is not found. */
        OWN,
        ALL
    }

    /**
     * A row of the table.
     *
     * @param operation its id in the contract
     * @param roles that may; empty when {@code reach} is public
     */
    public record Row(String operation, Set<Role> roles, Reach reach) {
        public Row {
            roles = Set.copyOf(roles);
            if (roles.isEmpty() != (reach == Reach.PUBLIC)) {
                throw new IllegalArgumentException("public, or for some roles: " + operation);
            }
        }
    }

    public static List<Row> list() {
        return ROWS;
    }

    public static Optional<Row> find(String operation) {
        return ROWS.stream().filter(row -> row.operation().equals(operation)).findFirst();
    }

    private static Row anyone(String operation) {
        return new Row(operation, Set.of(), Reach.PUBLIC);
    }
}
