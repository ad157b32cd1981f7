package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.wire.WireFact.Happening;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcknowledgementTest {
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    @TempDir
    Path data;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = GatewayWorld.withStations(data, "S1", "S2");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void aFactIsAcknowledgedOnceItIsInTheDatabase(Mqtt version) throws IOException {
        try (TestStation station = world.born("S1", version)) {
            station.deliver(1, 3);

            assertThat(world.rows("fact WHERE station_id = 'S1'")).isEqualTo(3);
            assertThat(world.count("bici.gateway.facts", "outcome", "recorded")).isEqualTo(3);
        }
    }

    @Test
    void noAcknowledgementComesBeforeTheCommit() throws IOException, SQLException {
        try (TestStation station = world.born("S1", Mqtt.V5);
                Connection other = world.database().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM station_state WHERE station_id = 'S1' FOR UPDATE");

            int packet = station.sayFacts(1, 2);
            assertThat(station.client().isAcknowledged(packet, A_WHILE)).isFalse();

            other.rollback();
            assertThat(station.client().isAcknowledged(packet)).isTrue();
            assertThat(world.rows("fact")).isEqualTo(2);
        }
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsAcknowledgedAndNobodyIsSentAway() throws IOException {
        try (TestStation one = world.born("S1", Mqtt.V5);
                TestStation two = world.born("S2", Mqtt.V3)) {
            world.takeDatabaseAway();
            int first = one.sayFacts(1, 5);
            int second = two.sayFacts(1, 5);
            await().untilAsserted(() -> assertThat(world.count("bici.gateway.failures", "what", "ledger-away"))
                    .isPositive());
            assertThat(one.client().isAcknowledged(first, A_WHILE)).isFalse();
            assertThat(two.client().hasAcknowledgement(second)).isFalse();
            assertThat(one.client().isOpen()).isTrue();
            assertThat(two.client().isOpen()).isTrue();
            assertThat(world.gauge("bici.gateway.inbox.bytes")).isPositive();

            world.bringDatabaseBack();
            assertThat(one.client().isAcknowledged(first)).isTrue();
            assertThat(two.client().isAcknowledged(second)).isTrue();
            assertThat(world.rows("fact")).isEqualTo(10);
            await().untilAsserted(() ->
                    assertThat(world.gauge("bici.gateway.inbox.bytes")).isZero());
        }
    }

    /** Only its bytes are kept until it is written, and read again by each try. */
    @Test
    void aLargeMessageIsRecordedWholeWhenTheDatabaseIsBack() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            world.takeDatabaseAway();
            int packet = station.sayFacts(1, 300);
            await().untilAsserted(() -> assertThat(world.count("bici.gateway.failures", "what", "ledger-away"))
                    .isPositive());

            world.bringDatabaseBack();
            assertThat(station.client().isAcknowledged(packet)).isTrue();
            assertThat(world.rows("fact WHERE station_id = 'S1'")).isEqualTo(300);
            assertThat(world.count("bici.gateway.facts", "outcome", "recorded")).isEqualTo(300);
        }
    }

    @Test
    void aBirthWhileTheDatabaseIsAwayIsAskedToComeAgain() throws IOException {
        try (TestStation station = world.connect("S1", Mqtt.V5)) {
            world.takeDatabaseAway();
            station.sayBirth("n1");
            assertThat(station.client().takeDown("birth").orElseThrow())
                    .contains("\"pending\"")
                    .contains("try-later")
                    .contains("\"retryAfterMs\"");

            world.bringDatabaseBack();
            station.birthPatiently();
            station.deliver(1, 1);
        }
    }

    @Test
    void whatWasNotAcknowledgedIsTakenOnceWhenItComesAgain() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            station.deliver(1, 5);
            station.deliver(1, 5);
            station.deliver(4, 7);

            assertThat(world.rows("fact")).isEqualTo(7);
            assertThat(world.count("bici.gateway.facts", "outcome", "duplicate"))
                    .isEqualTo(7);
            assertThat(world.count("bici.gateway.facts", "outcome", "conflict")).isZero();
        }
    }

    @Test
    void aGapIsAskedForOnceAndFilledWithoutAskingAgain() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            station.deliver(1, 2);
            station.deliver(6, 8);
            assertThat(station.client().takeDown("resend").orElseThrow())
                    .contains("\"journal\":1")
                    .contains("\"from\":3")
                    .contains("\"to\":5");
            station.deliver(9, 9);
            station.deliver(3, 5);

            assertThat(station.client().listDown("resend")).isEmpty();
            assertThat(world.rows("fact")).isEqualTo(9);
            assertThat(world.count("bici.gateway.events", "what", "resend-asked"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aMessageInQuarantineCostsNothingOfTheJournal() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            station.deliver(1, 5);
        }
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            assertThat(station.client().isAcknowledged(station.say("facts", "no facts")))
                    .isTrue();
            station.deliver(1, 6);

            assertThat(world.texts("SELECT received::text FROM station_journal"))
                    .containsExactly("{[1,7)}");
            assertThat(world.rows("fact")).isEqualTo(6);
            assertThat(station.client().listDown("resend")).isEmpty();
        }
    }

    @Test
    void otherContentUnderAKnownSequenceIsQuarantinedAcknowledgedAndTold() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            long then = 1_790_000_000_000L;
            station.deliverFacts(TestStation.fact(1, then, new Happening.Door(true)));
            station.deliverFacts(TestStation.fact(1, then, new Happening.Door(false)));

            assertThat(station.client().takeDown("fault").orElseThrow())
                    .contains("sequence-conflict")
                    .contains("\"sequence\":1");
            assertThat(world.texts("SELECT reason FROM quarantine")).containsExactly("sequence-conflict");
            assertThat(world.texts("SELECT value FROM fact")).containsExactly("1");
            station.deliver(2, 2);
        }
    }

    @Test
    void aCleanStopAcknowledgesWhatIsCommittedAndTellsTheStations() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            int packet = station.sayFacts(1, 500);
            await().untilAsserted(() -> assertThat(world.count("bici.gateway.messages", "kind", "facts"))
                    .isEqualTo(1));
            world.restart();

            assertThat(station.client().hasAcknowledgement(packet)).isTrue();
            assertThat(station.client().disconnectCode()).contains(0x8B);
            assertThat(world.rows("fact")).isEqualTo(500);
            assertThat(world.isOnline("S1")).isFalse();
        }
        try (TestStation again = world.born("S1", Mqtt.V5)) {
            again.deliver(501, 501);
        }
    }
}
