package bici.fleet.dock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"S2.1.1", "S1.0.1"})
    void aStationTellsNeitherForAnotherNorWhatTheLedgerInfers(String id) {
        assertThatThrownBy(() -> delivery(List.of(fact(id)), List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> delivery(List.of(), List.of(reject(id)))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStationTellsItsOwn() {
        Delivery delivery = delivery(List.of(fact("S1.1.1")), List.of(reject("S1.2.1")));
        assertThat(delivery.facts()).containsExactly(fact("S1.1.1"));
    }

    @Test
    void aRejectedPayloadIsCutAt64KiB() {
        ByteBuffer payload = ByteBuffer.allocate(Reject.MAX_PAYLOAD_BYTES + 100).position(50);
        Reject reject = new Reject(Optional.empty(), "too-large", "", payload);
        assertThat(reject.payload().remaining()).isEqualTo(Reject.MAX_PAYLOAD_BYTES);
        assertThat(reject.payload().isReadOnly()).isTrue();
        assertThat(payload.position()).isEqualTo(50);
    }

    private static Delivery delivery(List<Fact> facts, List<Reject> rejects) {
        return new Delivery(new StationId("S1"), NOON, facts, rejects);
    }

    private static Fact fact(String id) {
        Stamp stamp = new Stamp(NOON, Duration.ZERO, 1, Stamp.ClockQuality.SYNCED, false);
        return new Fact(FactId.parse(id), stamp, new Event.Door(true));
    }

    private static Reject reject(String id) {
        return new Reject(Optional.of(FactId.parse(id)), "out-of-range", "", ByteBuffer.allocate(0));
    }
}
