package bici.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.inbox.Inbox.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InboxTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration NO_TIME = Duration.ZERO;
    private static final Stamp STAMP = new Stamp(NOW, Duration.ZERO, 1, Stamp.ClockQuality.SYNCED, false);

    private static final int BACKLOG = 100;

    private final Inbox inbox = new Inbox(1_000, BACKLOG);
    private final List<String> evicted = new ArrayList<>();

    @Test
    void parcelsOfOneStationKeepTheirOrder() throws InterruptedException {
        offer("S1", 1, 10);
        offer("S1", 2, 10);
        offer("S1", 3, 10);
        assertThat(take(100)).containsExactly("S1:1", "S1:2", "S1:3");
    }

    @Test
    void stationsTakeTurnsSoThatABacklogMakesNobodyWait() throws InterruptedException {
        for (int i = 1; i <= 10; i++) {
            offer("S1", i, 10);
        }
        offer("S2", 1, 10);
        offer("S3", 1, 10);
        assertThat(take(4)).containsExactly("S1:1", "S2:1", "S3:1", "S1:2");
        offer("S2", 2, 10);
        assertThat(take(3)).containsExactly("S1:3", "S2:2", "S1:4");
    }

    @Test
    void aBatchEndsWithTheParcelThatReachesItsWeight() throws InterruptedException {
        inbox.offer(parcel("S1", 1, 10, 50));
        inbox.offer(parcel("S2", 1, 10, 50));
        inbox.offer(parcel("S3", 1, 10, 50));
        assertThat(take(60)).containsExactly("S1:1", "S2:1");
        assertThat(take(60)).containsExactly("S3:1");
    }

    @Test
    void bytesCountUntilTheBatchIsReleased() throws InterruptedException {
        offer("S1", 1, 300);
        List<Parcel> batch = inbox.take(Pace.LIVE, 1, 10, NO_TIME, NO_TIME);
        assertThat(inbox.bytes()).isEqualTo(300);
        assertThat(inbox.awaitEmpty(NO_TIME)).isFalse();
        inbox.release(batch);
        assertThat(inbox.bytes()).isZero();
        assertThat(inbox.awaitEmpty(NO_TIME)).isTrue();
    }

    @Test
    void overTheLimitWhoeverHasMostWaitingIsEvictedWhoeverCameLast() throws InterruptedException {
        offer("S1", 1, 400);
        offer("S1", 2, 400);
        offer("S2", 1, 100);
        offer("S3", 1, 200);
        assertThat(evicted).containsExactly("S1");
        assertThat(inbox.bytes()).isEqualTo(300);
        assertThat(take(100)).containsExactly("S2:1", "S3:1");
    }

    @Test
    void anEvictedStationMayComeAgain() throws InterruptedException {
        offer("S1", 1, 900);
        offer("S1", 2, 900);
        assertThat(evicted).containsExactly("S1");
        offer("S1", 1, 100);
        assertThat(take(100)).containsExactly("S1:1");
    }

    @Test
    void withNothingInItTakingEndsWithItsPatience() throws InterruptedException {
        assertThat(inbox.take(Pace.LIVE, 1, 1, NO_TIME, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    @Timeout(30)
    void nobodyIsKeptWaitingForMoreWhenThereIsEnoughOrSomebodyWaits() throws InterruptedException {
        offer("S1", 1, 10);
        inbox.offer(parcel(new StationId("S2"), 10, List.of(removal(new Cause.ByCommand(new CommandId("c1"))))));
        List<Parcel> awaited = inbox.take(Pace.LIVE, 1, 1_000, Duration.ofHours(1), NO_TIME);
        assertThat(awaited).hasSize(2);
        inbox.release(awaited);

        for (int station = 0; station < 3; station++) {
            inbox.offer(parcel("S" + station, 1, 10, 99));
        }
        List<Parcel> enough = inbox.take(Pace.LIVE, 1, 1_000, Duration.ofHours(1), NO_TIME);
        assertThat(enough).hasSize(3);
        inbox.release(enough);

        inbox.offer(parcel(new StationId("S2"), 10, List.of(removal(new Cause.ByNobody()))));
        long began = System.nanoTime();
        assertThat(inbox.take(Pace.LIVE, 1, 1_000, Duration.ofMillis(50), NO_TIME))
                .hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    private static Fact removal(Cause cause) {
        return new Fact(
                new FactId(new StationId("S2"), 1, 1), STAMP, new Event.BikeRemoved(1, new BikeId("B1"), cause));
    }

    @Test
    void aStationWithABacklogIsTakenApartUntilItHasCaughtUp() throws InterruptedException {
        inbox.offer(parcel("S1", 1, 10, BACKLOG / 2));
        inbox.offer(parcel("S1", 51, 10, BACKLOG / 2));
        offer("S2", 1, 10);
        assertThat(take(1)).containsExactly("S1:1");
        inbox.offer(parcel("S1", 101, 10, BACKLOG / 2 + 1));
        assertThat(take(1_000)).containsExactly("S2:1");
        assertThat(take(Pace.BACKLOG, 1)).containsExactly("S1:51");
        assertThat(take(Pace.BACKLOG, 1)).isEmpty();
        assertThat(take(1)).containsExactly("S1:101");
    }

    @Test
    void aStationThatHasLongPastsReadAgainIsTakenApartUntilThatIsForgotten() throws InterruptedException {
        long[] now = {0};
        Inbox watched = new Inbox(1_000, BACKLOG, () -> now[0]);
        for (String station : List.of("S1", "S2")) {
            watched.offer(parcel(station, 1, 10, 1));
        }
        List<Parcel> writing = watched.take(Pace.LIVE, 1, 10, NO_TIME, NO_TIME);
        assertThat(watched.charge(new StationId("S1"), 1_500)).isFalse();
        assertThat(watched.charge(new StationId("S2"), 4_000)).isTrue();
        assertThat(watched.charge(new StationId("S2"), 4_000)).isFalse();
        watched.release(writing);

        watched.offer(parcel("S1", 2, 10, 1));
        watched.offer(parcel("S2", 2, 10, BACKLOG + 1));
        assertThat(take(watched, Pace.LIVE, 1_000)).containsExactly("S1:2");
        assertThat(take(watched, Pace.BACKLOG, 1_000)).isEmpty();
        assertThat(take(watched, Pace.APART, 1_000)).containsExactly("S2:2");

        now[0] = Duration.ofSeconds(15).toNanos();
        watched.offer(parcel("S2", 200, 10, 1));
        assertThat(take(watched, Pace.LIVE, 1_000)).isEmpty();
        assertThat(take(watched, Pace.APART, 1_000)).containsExactly("S2:200");
        now[0] = Duration.ofSeconds(16).toNanos();
        watched.offer(parcel("S2", 201, 10, 1));
        assertThat(take(watched, Pace.LIVE, 1_000)).containsExactly("S2:201");
    }

    @Test
    void whoeverWantsMoreThanThereIsLeavesItToAnother() throws InterruptedException {
        offer("S1", 1, 10);
        assertThat(inbox.take(Pace.LIVE, 2, 10, NO_TIME, NO_TIME)).isEmpty();
        offer("S2", 1, 10);
        List<Parcel> batch = inbox.take(Pace.LIVE, 2, 10, NO_TIME, NO_TIME);
        assertThat(batch).hasSize(2);
        inbox.release(batch);
    }

    @Test
    void whatAStationSaysWhileSomeOfItIsBeingWrittenWaitsForThat() throws InterruptedException {
        inbox.offer(parcel("S1", 1, 10, BACKLOG + 1));
        List<Parcel> writing = inbox.take(Pace.BACKLOG, 1, 1, NO_TIME, NO_TIME);
        offer("S1", 102, 10);
        assertThat(take(1)).isEmpty();
        inbox.release(writing);
        assertThat(take(1)).containsExactly("S1:102");
    }

    @Test
    void whatIsBeingWrittenIsNotEvicted() throws InterruptedException {
        offer("S1", 1, 900);
        List<Parcel> writing = inbox.take(Pace.LIVE, 1, 1, NO_TIME, NO_TIME);
        offer("S2", 1, 200);
        assertThat(evicted).containsExactly("S2");
        assertThat(inbox.bytes()).isEqualTo(900);
        inbox.release(writing);
        assertThat(inbox.awaitEmpty(NO_TIME)).isTrue();
    }

    private void offer(String station, long sequence, int bytes) {
        inbox.offer(parcel(station, sequence, bytes, 1));
    }

    private List<String> take(int maxWeight) throws InterruptedException {
        return take(Pace.LIVE, maxWeight);
    }

    private List<String> take(Pace pace, int maxWeight) throws InterruptedException {
        return take(inbox, pace, maxWeight);
    }

    private static List<String> take(Inbox inbox, Pace pace, int maxWeight) throws InterruptedException {
        List<Parcel> batch = inbox.take(pace, 1, maxWeight, NO_TIME, NO_TIME);
        inbox.release(batch);
        return batch.stream()
                .map(p -> p.station() + ":"
                        + p.content().get().delivery().facts().get(0).id().sequence())
                .toList();
    }

    private Parcel parcel(String station, long sequence, int bytes, int facts) {
        StationId id = new StationId(station);
        List<Fact> doors = LongStream.range(sequence, sequence + facts)
                .mapToObj(s -> new Fact(new FactId(id, 1, s), STAMP, new Event.Door(true)))
                .toList();
        return parcel(id, bytes, doors);
    }

    private Parcel parcel(StationId station, int bytes, List<Fact> facts) {
        return Parcel.of(
                new Parcel.Content(new Delivery(station, NOW, facts, List.of()), List.of()),
                bytes,
                1,
                new Named(station.value()));
    }

    private final class Named implements Sender {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public void committed(List<Settled> settled) {}

        @Override
        public void evicted() {
            if (!evicted.contains(name)) {
                evicted.add(name);
            }
        }

        @Override
        public void failed(Parcel parcel) {}
    }
}
