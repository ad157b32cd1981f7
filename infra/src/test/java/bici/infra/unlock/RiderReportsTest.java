package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.S2;
import static bici.infra.unlock.UnlockWorld.TECHNICIAN;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarms;
import bici.fleet.operations.Notice;
import bici.fleet.operations.ReportDesk;
import bici.fleet.operations.ReportDesk.Choice;
import bici.fleet.operations.RiderReport;
import bici.fleet.operations.RiderReport.Act;
import bici.fleet.operations.RiderReport.Kind;
import bici.fleet.operations.RiderReport.State;
import bici.fleet.operations.RiderReports;
import bici.fleet.operations.RiderReports.Subject;
import bici.fleet.operations.WaitingLimits;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.store.PostgresReportDesk;
import bici.fleet.store.PostgresRiderReports;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.ReportId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What riders report, and what staff do about it, on the real database. */
class RiderReportsTest {
    private static final RiderReport.About NOTHING =
            new RiderReport.About(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final UnlockWorld world = new UnlockWorld();
    private final RiderReports reports =
            new PostgresRiderReports(world.database().dataSource(), world.notices::add);
    private final ReportDesk desk = new PostgresReportDesk(world.database().dataSource(), world.notices::add);
    private final Alarms alarms = new PostgresAlarms(world.database().dataSource());
    private final RiderId rider = world.rider(1);

    @AfterEach
    void close() {
        try {
            assertThat(world.violations()).isEmpty();
        } finally {
            world.close();
        }
    }

    private RiderReports.Answer make(RiderId by, Kind kind, RiderReport.About about, String said, String key) {
        return reports.make(new RiderReports.Request(by, kind, about, said, new IdempotencyKey(key)), world.now());
    }

    private RiderReport made(Kind kind, RiderReport.About about, String key) {
        RiderReports.Answer answer = make(rider, kind, about, "se oye raro", key);
        if (answer instanceof RiderReports.Answer.Made made) {
            return made.report();
        }
        throw new AssertionError("not made: " + answer);
    }

    private ReportDesk.Answer act(ReportId report, Act act, String note, String key) {
        return desk.act(new ReportDesk.Request(TECHNICIAN, report, act, note, new IdempotencyKey(key)), world.now());
    }

    private static RiderReport.About bike(String bike) {
        return new RiderReport.About(
                Optional.empty(), Optional.empty(), Optional.of(new BikeId(bike)), Optional.empty());
    }

    private static RiderReport.About dock(StationId station, int dock) {
        return new RiderReport.About(Optional.of(station), Optional.of(dock), Optional.empty(), Optional.empty());
    }

    private static RiderReport.About trip(String trip) {
        return new RiderReport.About(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(TripId.parse(trip)));
    }

    private List<ReportId> listed(Choice choice) {
        return desk
                .list(new ReportDesk.Filter(choice, Optional.empty(), Optional.empty()), 50, Optional.empty())
                .reports()
                .stream()
                .map(RiderReport::id)
                .toList();
    }

    private List<Alarm> standing() {
        return alarms.listAlarms(world.now());
    }

    @Test
    void oneKeyIsOneReportAndIsItsRidersOwn() {
        RiderReport report = made(Kind.BIKE_DAMAGED, bike("B1"), "k1");

        assertThat(make(rider, Kind.BIKE_DAMAGED, bike("B1"), "se oye raro", "k1"))
                .isEqualTo(new RiderReports.Answer.Repeated(report));
        assertThat(make(rider, Kind.BIKE_DAMAGED, bike("B2"), "se oye raro", "k1"))
                .isEqualTo(new RiderReports.Answer.KeyReused());
        assertThat(reports.list(rider, 10, Optional.empty()).reports()).containsExactly(report);
        assertThat(reports.list(world.rider(2), 10, Optional.empty()).reports()).isEmpty();
        assertThat(world.notices).containsOnlyOnce(new Notice.ReportChanged());
    }

    @Test
    void whatIsNotThereIsSaidAndSoIsSomebodyElsesTrip() {
        assertThat(make(rider, Kind.BIKE_STUCK, dock(new StationId("S9"), 1), "", "a"))
                .isEqualTo(new RiderReports.Answer.Unknown(Subject.STATION));
        assertThat(make(rider, Kind.BIKE_STUCK, dock(S1, 7), "", "b"))
                .isEqualTo(new RiderReports.Answer.Unknown(Subject.DOCK));
        assertThat(make(rider, Kind.BIKE_DAMAGED, bike("B99"), "", "c"))
                .isEqualTo(new RiderReports.Answer.Unknown(Subject.BIKE));
        assertThat(make(rider, Kind.LOST, trip("S1.1.99"), "", "d"))
                .isEqualTo(new RiderReports.Answer.Unknown(Subject.TRIP));

        Unlock unlock = world.sent(rider, "k1", "B1");
        String trip = world.tell(S1, removed(unlock)).id().toString();
        assertThat(make(world.rider(2), Kind.LOST, trip(trip), "", "e"))
                .isEqualTo(new RiderReports.Answer.Unknown(Subject.TRIP));
        assertThat(made(Kind.LOST, trip(trip), "f").about().bike()).hasValue(new BikeId("B1"));
    }

    @Test
    void theEleventhWithinAnHourWaits() {
        for (int i = 0; i < RiderReports.MOST_AN_HOUR; i++) {
            made(Kind.STATION_DAMAGED, dock(S1, 1), "k" + i);
            world.pass(Duration.ofMinutes(1));
        }

        assertThat(make(rider, Kind.ACCIDENT, NOTHING, "", "more"))
                .isEqualTo(new RiderReports.Answer.TooMany(Duration.ofMinutes(50)));
        assertThat(make(rider, Kind.STATION_DAMAGED, dock(S1, 1), "se oye raro", "k0"))
                .isInstanceOf(RiderReports.Answer.Repeated.class);
        assertThat(make(world.rider(2), Kind.ACCIDENT, NOTHING, "", "his"))
                .isInstanceOf(RiderReports.Answer.Made.class);
        world.pass(Duration.ofMinutes(50));
        made(Kind.ACCIDENT, NOTHING, "more");
    }

    @Test
    void staffTakeAndCloseOnceEachActHasItsAuditEntryAndTheRiderSeesTheState() {
        ReportId report = made(Kind.NOT_DOCKING, dock(S2, 4), "k1").id();
        assertThat(listed(Choice.WAITING)).containsExactly(report);

        assertThat(act(report, Act.TAKE, "", "a")).isInstanceOf(ReportDesk.Answer.Done.class);
        assertThat(act(report, Act.TAKE, "", "a")).isInstanceOf(ReportDesk.Answer.Repeated.class);
        assertThat(act(report, Act.CONFIRM, "otra cosa", "a")).isEqualTo(new ReportDesk.Answer.KeyReused());
        assertThat(act(report, Act.TAKE, "", "b")).isEqualTo(new ReportDesk.Answer.WrongState());
        world.passSeconds(60);
        assertThat(act(report, Act.CONFIRM, "se limpió el riel", "c"))
                .isInstanceOfSatisfying(ReportDesk.Answer.Done.class, done -> {
                    assertThat(done.report().state()).isEqualTo(State.CONFIRMED);
                    assertThat(done.report().since()).isEqualTo(world.now());
                    assertThat(done.report().handling())
                            .hasValue(new RiderReport.Handling(TECHNICIAN, "se limpió el riel"));
                });
        assertThat(act(report, Act.DISMISS, "no era nada", "d")).isEqualTo(new ReportDesk.Answer.WrongState());
        assertThat(act(new ReportId("none"), Act.TAKE, "", "e")).isEqualTo(new ReportDesk.Answer.NoSuchReport());

        assertThat(reports.list(rider, 10, Optional.empty()).reports())
                .extracting(RiderReport::state)
                .containsExactly(State.CONFIRMED);
        assertThat(listed(Choice.WAITING)).isEmpty();
        assertThat(listed(Choice.CLOSED)).containsExactly(report);
        assertThat(world.texts("SELECT act || ' ' || (subject = '" + report + "') || ' ' || note FROM audit_log"))
                .containsExactly("report-take true ", "report-confirm true se limpió el riel");
    }

    @Test
    void pagesFollowOneAnotherAndFiltersHold() {
        made(Kind.BIKE_DAMAGED, bike("B1"), "k1");
        world.passSeconds(1);
        RiderReport stuck = made(Kind.BIKE_STUCK, dock(S2, 4), "k2");
        world.passSeconds(1);
        made(Kind.OTHER, NOTHING, "k3");

        ReportDesk.Filter all = new ReportDesk.Filter(Choice.ALL, Optional.empty(), Optional.empty());
        RiderReports.Page first = desk.list(all, 2, Optional.empty());
        assertThat(first.reports()).extracting(RiderReport::kind).containsExactly(Kind.OTHER, Kind.BIKE_STUCK);
        RiderReports.Page second = desk.list(
                all, 2, RiderReports.Cursor.parse(first.next().orElseThrow().toString()));
        assertThat(second.reports()).extracting(RiderReport::kind).containsExactly(Kind.BIKE_DAMAGED);
        assertThat(second.next()).isEmpty();
        assertThat(desk.list(
                                new ReportDesk.Filter(Choice.WAITING, Optional.of(Kind.BIKE_STUCK), Optional.of(S2)),
                                10,
                                Optional.empty())
                        .reports())
                .containsExactly(stuck);
        assertThat(desk.list(new ReportDesk.Filter(Choice.ALL, Optional.empty(), Optional.of(S1)), 10, Optional.empty())
                        .reports())
                .isEmpty();
        assertThat(reports.list(rider, 2, Optional.empty()).next()).isPresent();
    }

    private void done(ReportId report, Act act) {
        assertThat(act(report, act, "visto", act + "-" + report.value().substring(0, 8)))
                .isInstanceOf(ReportDesk.Answer.Done.class);
    }

    @Test
    void anAccidentIsAnAlarmAtOnceUntilSomebodyTakesIt() {
        ReportId report = made(Kind.ACCIDENT, bike("B1"), "k1").id();
        assertThat(standing())
                .containsExactly(new Alarm(
                        "accident-reported." + report,
                        Alarm.Kind.ACCIDENT_REPORTED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new BikeId("B1")),
                        world.now(),
                        "accident " + report));
        done(report, Act.TAKE);
        assertThat(standing()).isEmpty();
    }

    @Test
    void aReportThatNobodyTakesIsAnAlarmFromHalfAnHourOn() {
        ReportId report = made(Kind.LOST, dock(S1, 1), "k1").id();
        world.pass(WaitingLimits.REPORT_OPEN.minusSeconds(1));
        assertThat(standing()).isEmpty();
        world.passSeconds(1);
        assertThat(standing()).extracting(Alarm::id).containsExactly("report-waiting." + report);
        done(report, Act.DISMISS);
        assertThat(standing()).isEmpty();
    }

    @Test
    void aReportThatWasTakenIsAnAlarmAfterADayUntilItIsClosed() {
        ReportId report = made(Kind.ACCIDENT, NOTHING, "k1").id();
        done(report, Act.TAKE);
        world.pass(WaitingLimits.REPORT_TAKEN.minusSeconds(1));
        assertThat(standing()).isEmpty();
        world.passSeconds(1);
        assertThat(standing()).extracting(Alarm::kind).containsExactly(Alarm.Kind.REPORT_WAITING);
        done(report, Act.CONFIRM);
        assertThat(standing()).isEmpty();
    }

    @Test
    void aReportAboutARetiredStationStillRaisesItsAlarm() {
        made(Kind.ACCIDENT, dock(S1, 1), "k1");
        world.execute("UPDATE station SET retired_at = now() WHERE station_id = 'S1'");
        assertThat(standing()).extracting(Alarm::kind).contains(Alarm.Kind.ACCIDENT_REPORTED);
        world.execute("UPDATE station SET retired_at = NULL WHERE station_id = 'S1'");
    }
}
