package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.S2;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.operations.Order;
import bici.fleet.report.Audit.Finding;
import bici.fleet.store.PostgresAudit;
import bici.fleet.trip.Unlock;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit sees each broken promise of commands and of staff's log. */
class CommandAuditTest {
    private final UnlockWorld world = new UnlockWorld();

    @AfterEach
    void close() {
        world.close();
    }

    /** A finished trip, one that is open, three orders. */
    private void live() {
        Unlock first = world.sent(world.rider(1), "k1", "B1");
        world.tell(S1, removed(first));
        world.passSeconds(300);
        world.tell(S2, UnlockWorld.docked(5, "B1"));
        world.passSeconds(60);
        Unlock second = world.sent(first.rider(), "k2", "B2");
        world.passSeconds(1);
        world.tell(S1, removed(second));
        world.order(Order.LOCK_OUT, S1, 4, "o1");
        world.order(Order.IDENTIFY, S1, 0, "o2");
        world.order(Order.SERVICE_OUT, S2, 0, "o3");
    }

    @Test
    void anHonestDayHasNoViolations() {
        live();

        assertThat(world.violations()).isEmpty();
        assertThat(new PostgresAudit(world.database().dataSource()).run())
                .extracting(Finding::invariant)
                .contains("I2", "I3", "I4", "I12");
    }

    /** Within a station its own order goes before its clock, which may stand still. */
    @Test
    void aBikeThatIsBackAtTheVeryMomentItLeftKeepsItsRiderFromNoOther() {
        Unlock first = world.sent(world.rider(1), "k1", "B1");
        world.tell(S1, removed(first));
        world.tell(S1, UnlockWorld.docked(5, "B1"));
        world.passSeconds(1);
        world.tell(S1, removed(world.sent(first.rider(), "k2", "B2")));

        assertThat(world.violations()).isEmpty();
    }

    /** When the second bike was asked for, its rider's first trip had ended, by the times that counted then. */
    @ParameterizedTest
    @ValueSource(strings = {"S1 bike-removed 10", "S2 bike-docked -10"})
    void aTimeThatIsJudgedAnewLaterMakesNoUnlockOfBeforeWrong(String moved) {
        live();
        String[] words = moved.split(" ", -1);
        if (words[1].equals("bike-removed")) {
            world.execute("UPDATE trip SET started_at = started_at + interval '10 minutes',"
                    + " ended_at = ended_at + interval '10 minutes'");
        }
        world.execute("""
                INSERT INTO fact_time (station_id, journal, sequence, epoch, at, time_quality, earliest)
                SELECT f.station_id, f.journal, f.sequence, max(b.epoch), f.at + interval '%s minutes', 'unverified', NULL
                FROM fact f JOIN birth b USING (station_id)
                WHERE f.bike_id = 'B1' AND f.station_id = '%s' AND f.kind = '%s' GROUP BY f.station_id, f.journal, f.sequence, f.at
                """.formatted(words[2], words[0], words[1]));

        assertThat(letDuringATrip()).isZero();
    }

    /** What had arrived when the rider asked was known only when it was committed. */
    @Test
    void aRemovalThatWasCommittedAfterARiderAskedMakesTheUnlockNotWrong() {
        live();
        world.execute("DROP TRIGGER fact_append_only ON fact");
        world.execute("DELETE FROM fact WHERE kind = 'bike-docked' AND bike_id = 'B1' AND station_id = 'S2'");
        assertThat(letDuringATrip()).isEqualTo(1);

        world.execute("UPDATE fact SET flag = flag WHERE kind = 'bike-removed' AND bike_id = 'B1'");

        assertThat(letDuringATrip()).isZero();
    }

    private long letDuringATrip() {
        return new PostgresAudit(world.database().dataSource())
                .run().stream()
                        .filter(finding -> finding.title().startsWith("no rider was let a bike while"))
                        .mapToLong(Finding::violations)
                        .sum();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "I2 | SELECT 1 | DELETE FROM fact WHERE kind = 'bike-docked' AND bike_id = 'B1' AND station_id = 'S2'",
                "I3 | SELECT 1 | INSERT INTO fact SELECT station_id, journal, sequence + 1000, device_time, at, "
                        + "time_quality, skew_ms, arrived_at, uptime_ms, boot, clock, offline, kind, dock, bike_id, "
                        + "cause, cause_id FROM fact WHERE kind = 'bike-removed' AND cause = 'command' LIMIT 1",
                "I3 | SELECT 1 | DELETE FROM unlock_request WHERE idempotency_key = 'k1'",
                "I4 | DROP TRIGGER command_ends_once ON command | UPDATE command SET state = 'expired', trip_id = NULL "
                        + "WHERE idempotency_key = 'k1'",
                "I4 | SELECT 1 | UPDATE command SET sent_at = NULL WHERE idempotency_key = 'k1'",
                "I4 | SELECT 1 | UPDATE command SET requested_at = requested_at - interval '1 minute', deadline = deadline "
                        + "- interval '1 minute' WHERE idempotency_key = 'k2'",
                "I4 | SELECT 1 | INSERT INTO command (command_id, kind, station_id, dock, bike_id, rider_id, "
                        + "idempotency_key, epoch, state, requested_at, deadline, sent_at, ended_at, released_at) SELECT "
                        + "'made-up', kind, station_id, dock, bike_id, rider_id, 'k9', epoch, state, requested_at, "
                        + "deadline, sent_at, ended_at, released_at FROM command WHERE idempotency_key = 'k1'",
                "I12 | DROP TRIGGER audit_log_append_only ON audit_log | UPDATE audit_log SET note = 'otro' WHERE entry "
                        + "= 2",
                "I12 | DROP TRIGGER audit_log_append_only ON audit_log | DELETE FROM audit_log WHERE entry = 2",
                "I12 | DROP TRIGGER audit_log_append_only ON audit_log | DELETE FROM audit_log WHERE entry = 3",
                "I12 | DROP TRIGGER audit_log_chained ON audit_log | INSERT INTO audit_log SELECT 4, happened_at, "
                        + "staff_id, act, subject, note, NULL, previous, hash FROM audit_log WHERE entry = 3",
                "I12 | DROP TRIGGER audit_log_append_only ON audit_log; ALTER TABLE audit_log DROP CONSTRAINT audit_log_pkey | "
                        + "UPDATE audit_log SET entry = 5 - entry WHERE entry IN (2, 3)",
                "I12 | DELETE FROM audit_head | SELECT 1",
                "I12 | DROP TRIGGER audit_log_append_only ON audit_log | UPDATE audit_log SET command_id = NULL WHERE "
                        + "entry = 1",
                "I12 | SELECT 1 | UPDATE withdrawal SET since = since + interval '1 second'",
            })
    void whatIsBrokenOnPurposeIsFound(String invariant, String unlock, String breakage) {
        live();
        world.execute("DROP TRIGGER fact_append_only ON fact");
        world.execute(unlock);
        world.execute(breakage);

        Map<String, Long> violations = new PostgresAudit(world.database().dataSource())
                .run().stream()
                        .collect(
                                Collectors.groupingBy(Finding::invariant, Collectors.summingLong(Finding::violations)));
        assertThat(violations.getOrDefault(invariant, 0L))
                .as(violations.toString())
                .isPositive();
    }

    @Test
    void theDatabaseItselfRefusesToRewriteTheLogOrASecondEnd() {
        live();

        assertThatThrownBy(() -> world.execute("UPDATE audit_log SET note = 'otro'"))
                .rootCause()
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> world.execute("TRUNCATE audit_log"))
                .rootCause()
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> world.execute(
                        "UPDATE command SET state = 'expired', trip_id = NULL WHERE idempotency_key = 'k1'"))
                .rootCause()
                .hasMessageContaining("has ended done");
    }
}
