package bici.infra;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.fleet.people.Sessions;
import bici.fleet.people.Sessions.Rotation;
import bici.fleet.report.Audit.Finding;
import bici.fleet.store.PostgresAudit;
import bici.fleet.store.PostgresSessions;
import bici.fleet.store.PostgresSignInLinks;
import bici.fleet.vocabulary.StaffId;
import bici.infra.database.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What verbs do to people and stations has its entry in the audit log, by whoever ran them. */
class CommandLineActsTest {
    private static final String ME = "command-line/" + System.getProperty("user.name");

    private final TestDatabase database = TestDatabase.create();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @TempDir
    private Path keys;

    @AfterEach
    void close() {
        assertThat(new PostgresAudit(database.dataSource()).run())
                .filteredOn(finding -> finding.violations() > 0)
                .extracting(Finding::title)
                .isEmpty();
        database.close();
    }

    private int run(String... words) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine bici = Main.commandLine(Map.of());
        bici.setOut(new PrintWriter(out, true));
        bici.setErr(new PrintWriter(err, true));
        return bici.execute(Stream.concat(Stream.of(words), Stream.of("--database-url", database.url()))
                .toArray(String[]::new));
    }

    private List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private List<String> log() {
        return rows("SELECT concat_ws(' | ', staff_id, act, subject, note) FROM audit_log ORDER BY entry");
    }

    private String secret() {
        String link = out.toString().strip();
        assertThat(link).startsWith("http://127.0.0.1:8080/consola/#enlace=");
        return link.substring(link.indexOf('=') + 1);
    }

    @Test
    void aLinkDoesNotChangeARoleUnlessThatIsAskedFor() {
        Instant now = Clock.systemUTC().instant();
        PostgresSignInLinks links = new PostgresSignInLinks(database.dataSource());
        PostgresSessions sessions = new PostgresSessions(database.dataSource());
        assertThat(run("staff", "link", "--role", "technician", "--id", "ana", "--name", "Ana"))
                .isZero();
        String unused = secret();
        Sessions.RefreshToken token = sessions.open(new Principal.OfStaff(new StaffId("ana"), Role.TECHNICIAN), now);

        assertThat(run("staff", "link", "--role", "admin", "--id", "ana")).isEqualTo(1);
        assertThat(err.toString()).contains("ana is technician, not admin", "--change-role");
        assertThat(log()).containsExactly(ME + " | staff-add | staff/ana | technician");

        assertThat(run("staff", "link", "--role", "admin", "--id", "ana", "--change-role"))
                .isZero();
        assertThat(log()).last().isEqualTo(ME + " | staff-role | staff/ana | technician -> admin");
        assertThat(links.useLink(unused, now)).as("of the role before").isEmpty();
        assertThat(sessions.rotate(token.value(), Optional.empty(), now)).isEqualTo(new Rotation.Refused());
        assertThat(links.useLink(secret(), now)).contains(new Principal.OfStaff(new StaffId("ana"), Role.ADMIN));
        assertThat(rows("SELECT name FROM staff")).containsExactly("Ana");
    }

    @Test
    void whoIsDismissedIsSignedOutAndALinkTakesThemBack() {
        Instant now = Clock.systemUTC().instant();
        PostgresSignInLinks links = new PostgresSignInLinks(database.dataSource());
        PostgresSessions sessions = new PostgresSessions(database.dataSource());
        Principal ana = new Principal.OfStaff(new StaffId("ana"), Role.CREW);
        run("staff", "link", "--role", "crew", "--id", "ana");
        String unused = secret();
        Sessions.RefreshToken token = sessions.open(ana, now);

        assertThat(run("staff", "dismiss", "ana", "--note", "left", "--json")).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("{\"summary\":\"staff\",\"id\":\"ana\",\"dismissed\":\"now\",\"sessions\":1,\"links\":1}");
        assertThat(log()).last().isEqualTo(ME + " | staff-dismiss | staff/ana | left");
        assertThat(links.useLink(unused, now)).isEmpty();
        assertThat(sessions.rotate(token.value(), Optional.empty(), now)).isEqualTo(new Rotation.Refused());
        Sessions.RefreshToken late = sessions.open(ana, now);
        assertThat(sessions.listEnded(now.minusSeconds(60)))
                .as("their access tokens end too, that of whoever was just signing in as well")
                .contains(token.family(), late.family());
        assertThat(run("staff", "dismiss", "nobody")).isEqualTo(1);

        assertThat(run("staff", "link", "--role", "crew", "--id", "ana")).isZero();
        assertThat(log()).last().isEqualTo(ME + " | staff-link | staff/ana | crew, taken back");
        assertThat(links.useLink(secret(), now)).contains(ana);
    }

    @Test
    void aRetiredStationIsGoneAndCanBeTakenBack() {
        String folder = keys.toString();
        assertThat(run(
                        "station",
                        "add",
                        "S1",
                        "--name",
                        "Parque",
                        "--docks",
                        "4",
                        "--position",
                        "7.12,-73.12",
                        "--keys",
                        folder))
                .as(err.toString())
                .isZero();
        assertThat(run("station", "retire", "S1", "--note", "moved", "--keys", folder))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("station: id=S1 retired=now revoked=1 bikes=0");
        assertThat(log()).last().isEqualTo(ME + " | station-retire | S1 | moved");
        run("station", "list");
        assertThat(out.toString()).isEmpty();
        assertThat(run("station", "retire", "S1", "--keys", folder)).isEqualTo(1);
        assertThat(err.toString()).contains("no station S1 in service");

        assertThat(run(
                        "station",
                        "add",
                        "S1",
                        "--name",
                        "Parque",
                        "--docks",
                        "4",
                        "--position",
                        "7.12,-73.12",
                        "--keys",
                        folder))
                .isZero();
        assertThat(run("station", "revoke", "S1", "--note", "stolen", "--keys", folder))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("station: id=S1 revoked=1 revoked_before=1");
        assertThat(run("station", "revoke", "S1", "--keys", folder)).isZero();
        assertThat(out.toString().strip()).isEqualTo("station: id=S1 revoked=0 revoked_before=2");
        assertThat(log())
                .extracting(entry -> entry.split(" \\| ", -1)[1])
                .containsExactly("station-add", "station-retire", "station-add", "station-revoke");
    }

    @Test
    void bikesAreTakenInFromAFileAllOrNone() throws IOException {
        Path file = keys.resolve("bikes.csv");
        Files.writeString(
                file,
                "\uFEFFname;Bike_Id;valid_from\nUna;B1;\n\"Dos; tres\";B2;2026-03-02T12:00:00-05:00\nx;B 3;\ny;B4;ayer\n");
        assertThat(run("bike", "add", "--file", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("bikes.csv line 4: 'B 3' is no id of a bike", "line 5: 'ayer' is no moment such as")
                .hasLineCount(1);
        run("bike", "list");
        assertThat(out.toString().strip()).isEqualTo("bikes: registered=0 retired=0 unregistered=0");

        Files.writeString(file, "valid_from,bike_id\n,B1\n2026-03-02T12:00:00-05:00,B2\n");
        assertThat(run("bike", "add", "B3", "--file", file.toString(), "--note", "mayo"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("bikes: added=3 known=0 registered=3");
        assertThat(run("bike", "add", "B1", "B4", "--from", "2026-03-01T00:00:00Z", "--json"))
                .isZero();
        assertThat(out.toString().strip())
                .isEqualTo("{\"summary\":\"bikes\",\"added\":1,\"known\":1,\"registered\":4}");
        assertThat(run("bike", "retire", "B1", "B9")).isEqualTo(1);
        assertThat(err.toString()).contains("none was retired: 1 of them are known to nobody or retired already: B9");
        assertThat(run("bike", "retire", "B4")).isZero();
        assertThat(out.toString().strip()).isEqualTo("bikes: retired=1 registered=3");

        run("bike", "list");
        assertThat(out.toString().lines())
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).startsWith("B2 ").contains(" 2026-03-02T17:00:00Z "))
                .anySatisfy(line -> assertThat(line).startsWith("B1 ").contains(" first fact "))
                .anySatisfy(line -> assertThat(line).startsWith("B4 ").contains(" retired "));
        assertThat(log())
                .containsExactly(
                        ME + " | bike-add | 3 bikes | mayo", ME + " | bike-add | B4 | ", ME + " | bike-retire | B4 | ");

        Files.writeString(file, "bike\nB1\n");
        assertThat(run("bike", "add", "--file", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("line 1: there is no column bike_id; there are: [bike]");
        assertThat(run("bike", "add")).isEqualTo(2);
        assertThat(err.toString()).contains("which bikes?");
    }

    @Test
    void aStationWhoseIdDiffersOnlyInCaseIsRefusedBeforeACertificateIsMade() {
        assertThat(run("station", "add", "S1", "--docks", "4", "--keys", keys.toString()))
                .isZero();

        assertThat(run("station", "add", "s1", "--docks", "4", "--keys", keys.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is a station S1 already");
        assertThat(keys.resolve("stations").resolve("s1")).doesNotExist();
        assertThat(rows("SELECT station_id FROM station")).containsExactly("S1");
        assertThat(run("station", "add", "S1", "--docks", "6", "--keys", keys.toString()))
                .as("the same station may change")
                .isZero();
    }

    @Test
    void aStationOfTheNameAndAtThePlaceOfAnotherIsRefusedBeforeACertificateIsMade() {
        String place = "--position=7.1193,-73.1227";
        assertThat(run("station", "add", "S1", "--name=Santander", place, "--keys", keys.toString()))
                .isZero();
        assertThat(run("station", "add", "S2", "--name=Santander", place, "--keys", keys.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("station S1 has this name and stands at this place");
        assertThat(keys.resolve("stations").resolve("S2")).doesNotExist();
        assertThat(run("station", "add", "S2", "--name=Santander 2", place, "--keys", keys.toString()))
                .isZero();
        assertThat(run("station", "add", "S1", "--name=Santander", place, "--keys", keys.toString()))
                .as("the same station may be put again")
                .isZero();
    }

    /** Rows of before there were rules, and of whoever writes to the database beside this program. */
    @Test
    void namesThatATerminalWouldObeyAreShownAsTheirCodesByEveryVerbThatLists() {
        String name = "E'Ana\\x1B[2J\\nstaff: id=x dismissed=now'";
        database.change("ALTER TABLE station DROP CONSTRAINT station_is_in_order");
        database.change("INSERT INTO station (station_id, name, capacity, transfer, created_at) VALUES ('S1', " + name
                + ", 1, false, now())");
        database.change("INSERT INTO station_state (station_id, since) VALUES ('S1', now())");
        database.change("INSERT INTO staff (staff_id, name, role, active, created_at) VALUES ('ana', " + name
                + ", 'crew', true, now())");
        for (String verb : List.of("station", "staff")) {
            assertThat(run(verb, "list")).isZero();
            assertThat(out.toString())
                    .contains("Ana\\u001B[2J\\u000Astaff: id=x dismissed=now")
                    .doesNotContain("\u001B")
                    .hasLineCount(1);
        }
    }
}
