package bici.infra.simulation;

import bici.fleet.dock.BootClock;
import bici.fleet.dock.BootClock.Segment;
import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.TimeJudge.Anchor;
import bici.fleet.ledger.BikeRow;
import bici.fleet.ledger.FactLog;
import bici.fleet.ledger.StationCursors.BootKey;
import bici.fleet.trip.Registration;
import bici.fleet.vocabulary.BikeId;
import bici.infra.simulation.BrokenTables.Real;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Bugs in what stations' claims are held against: births, times judged anew, the register. */
final class BrokenClocks {
    private final Planted bug;

    BrokenClocks(Planted bug) {
        this.bug = bug;
    }

    Optional<Object> cursors(String method, Real real) throws Throwable {
        if (!method.equals("loadClocks")) {
            return Optional.empty();
        }
        return switch (bug) {
            case FIRST_BIRTH_DATES_ALL ->
                Optional.of(
                        changed(real, clock -> new BootClock(clock.segments().subList(0, 1))));
            case LAST_BIRTH_DATES_ALL -> Optional.of(changed(real, BrokenClocks::ofLast));
            case BIRTH_DATED_LATE -> Optional.of(changed(real, anchored(BrokenClocks::late)));
            case ANY_CALENDAR_AGREES -> Optional.of(changed(real, anchored(BrokenClocks::vague)));
            default -> Optional.empty();
        };
    }

    private static BootClock ofLast(BootClock clock) {
        Segment last = clock.segments().getLast();
        return new BootClock(List.of(new Segment(last.epoch(), 0, last.anchor())));
    }

    private static Map<BootKey, BootClock> changed(Real real, UnaryOperator<BootClock> change) throws Throwable {
        Map<BootKey, BootClock> changed = new HashMap<>();
        clocks(real).forEach((boot, clock) -> changed.put(boot, change.apply(clock)));
        return changed;
    }

    @SuppressWarnings("unchecked") // what StationCursors.loadClocks gives
    private static Map<BootKey, BootClock> clocks(Real real) throws Throwable {
        return (Map<BootKey, BootClock>) BrokenTables.given(real);
    }

    private static UnaryOperator<BootClock> anchored(UnaryOperator<Anchor> change) {
        return clock -> new BootClock(clock.segments().stream()
                .map(segment -> new Segment(
                        segment.epoch(), segment.asOf(), segment.agreedTo(), change.apply(segment.anchor())))
                .toList());
    }

    private static Anchor late(Anchor anchor) {
        return new Anchor(anchor.uptime(), anchor.at().plusSeconds(60), anchor.uncertainty());
    }

    private static Anchor vague(Anchor anchor) {
        return new Anchor(anchor.uptime(), anchor.at(), Duration.ofDays(1_000));
    }

    Optional<Object> facts(String method, Object[] arguments, FactLog whole) {
        return switch (method) {
            case "loadDoubtful" -> bug == Planted.JUDGED_ONCE ? Optional.of(List.of()) : Optional.empty();
            case "judgeAnew" -> judgedAnew(method, arguments, whole);
            case "findRefoldStarts" ->
                bug == Planted.FOLDED_FROM_THE_LATE_FACT ? Optional.of(arguments[0]) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Object> judgedAnew(String method, Object[] arguments, FactLog whole) {
        return switch (bug) {
            case NEW_TIMES_UNREAD -> Optional.of(method);
            case NEW_TIMES_OF_OTHERS -> turned(arguments, whole);
            default -> Optional.empty();
        };
    }

    @SuppressWarnings("unchecked") // the argument of FactLog.judgeAnew
    private static Optional<Object> turned(Object[] arguments, FactLog whole) {
        List<RecordedFact> facts = (List<RecordedFact>) arguments[0];
        List<RecordedFact> turned = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            turned.add(facts.get(i).judged(facts.get((i + 1) % facts.size()).time()));
        }
        whole.judgeAnew(turned, (Long) arguments[1]);
        return Optional.of(turned);
    }

    Optional<Object> bikes(String method, Real real) throws Throwable {
        if (!method.equals("lock")) {
            return Optional.empty();
        }
        return switch (bug) {
            case INVENTED_BIKES_RIDE -> Optional.of(registered(real, new Registration(Optional.of(Instant.MIN))));
            case FLEET_FORGOTTEN -> Optional.of(registered(real, Registration.NONE));
            default -> Optional.empty();
        };
    }

    @SuppressWarnings("unchecked") // what BikeStates.lock gives
    private static Map<BikeId, BikeRow> registered(Real real, Registration registration) throws Throwable {
        Map<BikeId, BikeRow> rows = new HashMap<>((Map<BikeId, BikeRow>) BrokenTables.given(real));
        rows.replaceAll((bike, row) -> row.registered(registration));
        return rows;
    }
}
