package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarms;
import bici.fleet.store.PostgresAlarms;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of very many alarms is listed. */
class AlarmListTest {
    /** Accidents without end, each newer than the station's silence. */
    @Test
    void manyAlarmsOfOneKindHideNoOther() {
        try (UnlockWorld world = new UnlockWorld()) {
            world.rider(1);
            world.offline(S1);
            world.database().change("""
                    INSERT INTO rider_report (report_id, rider_id, idempotency_key, kind, said, made_at, state, since)
                    SELECT 'many-' || n, rider_id, 'many-' || n, 'accident', '', later.at, 'open', later.at
                    FROM rider CROSS JOIN generate_series(1, 600) AS n CROSS JOIN LATERAL
                      (SELECT max(since) + n * interval '1 second' AS at FROM station_state) AS later""");

            List<Alarm> listed = new PostgresAlarms(world.database().dataSource()).listAlarms(world.now());

            assertThat(listed).hasSize(Alarms.MAX);
            assertThat(listed)
                    .extracting(Alarm::kind)
                    .contains(Alarm.Kind.ACCIDENT_REPORTED, Alarm.Kind.STATION_OFFLINE);
            assertThat(listed)
                    .isSortedAccordingTo(Comparator.comparing(Alarm::since).reversed());
        }
    }
}
