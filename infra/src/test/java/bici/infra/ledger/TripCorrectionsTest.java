package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.report.TripExport.TripLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A correction is what changed after somebody saw it. */
class TripCorrectionsTest {
    private static final String HEADER =
            "trip id,corrected,stoptime before,stop before by,stoptime after,stop after by,starttime before,starttime after";
    private static final Instant FIRST = LedgerWorld.ARRIVAL;

    private static ArrivalWorld world;

    @BeforeAll
    static void open() {
        world = new ArrivalWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void startAnew() {
        world.startAnew();
    }

    private static Instant after(int minutes) {
        return FIRST.plus(Duration.ofMinutes(minutes));
    }

    /** S1's and S3's journals come at once, that of S2, where the bike was in between, later. */
    private static void rideToldInTwoParts(Runnable meanwhile) {
        world.tellAt(FIRST, "S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tellAt(after(10), "S3", "1 13:00 +3 B1");
        meanwhile.run();
        world.tellAt(after(60), "S2", "1 12:30 +2 B1, 2 12:40 -2 B1 crew");
        assertThat(world.corrections()).containsExactly("S1.1.2: 13:00 > 12:30");
    }

    private static List<String> corrections() {
        return world.exported(TripLayout.CORRECTIONS).lines().toList();
    }

    @Test
    void whatNobodySawIsNoCorrection() {
        world.exportedAt(after(5), TripLayout.CITIBIKE_2013);
        rideToldInTwoParts(() -> {});
        world.exportedAt(after(90), TripLayout.CITIBIKE_2013);
        assertThat(corrections()).containsExactly(HEADER);
    }

    @Test
    void whatWasExportedIs() {
        rideToldInTwoParts(() -> assertThat(world.exportedAt(after(30), TripLayout.CITIBIKE_2013))
                .contains(",2026-03-02 13:00:00,"));
        assertThat(corrections())
                .containsExactly(
                        HEADER, "S1.1.2,2026-03-04 01:00:00,2026-03-02 13:00:00,S3.1.1,2026-03-02 12:30:00,S2.1.1,,");
    }

    @Test
    void aRiderSeesTheEndOfAnOwnTripAtOnce() {
        world.rider("ana", "B1");
        rideToldInTwoParts(() -> {});
        assertThat(corrections()).hasSize(2).last().asString().startsWith("S1.1.2,");
    }

    @Test
    void theFileOfCorrectionsTellsWhatStandsNowAndNoExportOfCorrectionsIsOneOfTrips() {
        rideToldInTwoParts(() -> world.exportedAt(after(30), TripLayout.CITIBIKE_2013));
        world.exportedAt(after(70), TripLayout.CORRECTIONS);
        world.tellAt(after(120), "S2", "3 12:20 lost 4 4");
        world.rule(new bici.fleet.trip.Ruling.Revert(ArrivalWorld.trip("S1.1.2")));
        assertThat(corrections())
                .containsExactly(HEADER, "S1.1.2,2026-03-04 01:00:00,2026-03-02 13:00:00,S3.1.1,,ruling 1,,");
    }
}
