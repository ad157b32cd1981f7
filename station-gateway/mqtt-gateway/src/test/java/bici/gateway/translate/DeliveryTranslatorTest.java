package bici.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Reject;
import bici.fleet.dock.Stamp;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StationId;
import bici.gateway.translate.DeliveryTranslator.Translated;
import bici.wire.ClockQuality;
import bici.wire.Decoded;
import bici.wire.StationCodec;
import bici.wire.UpMessage;
import bici.wire.WireFact;
import bici.wire.WireFact.Happening;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryTranslatorTest {
    private static final StationId S1 = new StationId("S1");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static Stream<Arguments> happenings() {
        return Stream.of(
                Arguments.of(
                        new Happening.BikeRemoved(4, "B1", new WireFact.Cause.ByCard("card", 7, "p")),
                        new Event.BikeRemoved(4, new BikeId("B1"), new Cause.ByCard(new CardId("card"), 7, "p"))),
                Arguments.of(
                        new Happening.BikeRemoved(4, "B1", new WireFact.Cause.ByCommand("c")),
                        new Event.BikeRemoved(4, new BikeId("B1"), new Cause.ByCommand(new CommandId("c")))),
                Arguments.of(
                        new Happening.BikeRemoved(4, "B1", new WireFact.Cause.ByCrew("van")),
                        new Event.BikeRemoved(4, new BikeId("B1"), new Cause.ByCrew(new CardId("van")))),
                Arguments.of(
                        new Happening.BikeRemoved(4, "B1", new WireFact.Cause.ByNobody()),
                        new Event.BikeRemoved(4, new BikeId("B1"), new Cause.ByNobody())),
                Arguments.of(new Happening.BikeDocked(4, "B1"), new Event.BikeDocked(4, new BikeId("B1"))),
                Arguments.of(
                        new Happening.LockOpenedNotTaken(4, "B1", Optional.of("c")),
                        new Event.LockOpenedNotTaken(4, new BikeId("B1"), Optional.of(new CommandId("c")))),
                Arguments.of(
                        new Happening.LockFailed(4, Optional.empty(), "jam"),
                        new Event.LockFailed(4, Optional.empty(), "jam")),
                Arguments.of(new Happening.DockFault(4, "sensor"), new Event.DockFault(4, "sensor")),
                Arguments.of(new Happening.DockCleared(4), new Event.DockCleared(4)),
                Arguments.of(new Happening.Tamper(0), new Event.Tamper(0)),
                Arguments.of(new Happening.Door(true), new Event.Door(true)),
                Arguments.of(new Happening.Power(false, 80), new Event.Power(false, 80)),
                Arguments.of(
                        new Happening.Button(4, Optional.of("B1"), "flat"),
                        new Event.Button(4, Optional.of(new BikeId("B1")), "flat")),
                Arguments.of(new Happening.BikeBattery(4, "B1", 55), new Event.BikeBattery(4, new BikeId("B1"), 55)),
                Arguments.of(new Happening.Lost(2, 5), new Event.Lost(new SequenceRange(2, 5))));
    }

    @ParameterizedTest
    @MethodSource("happenings")
    void eachHappeningKeepsItsMeaning(Happening wire, Event fleet) {
        Translated translated = translate(wireFact(9, wire));

        Stamp stamp = new Stamp(Instant.ofEpochMilli(1_000), Duration.ofSeconds(2), 3, Stamp.ClockQuality.HELD, true);
        assertThat(translated.delivery().facts()).containsExactly(new Fact(new FactId(S1, 2, 9), stamp, fleet));
        assertThat(translated.delivery().rejects()).isEmpty();
        assertThat(translated.faults()).isEmpty();
        assertThat(translated.delivery().arrivedAt()).isEqualTo(NOW);
    }

    @Test
    void aFactThatCannotBeRecordedGoesToQuarantineAndTheOthersAreKept() {
        Translated translated = translate(
                wireFact(1, new Happening.Door(true)),
                wireFact(2, new Happening.BikeDocked(501, "B1")),
                wireFact(3, new Happening.BikeDocked(1, "no bike")),
                wireFact(4, new Happening.Door(false)));

        assertThat(translated.delivery().facts())
                .extracting(fact -> fact.id().sequence())
                .containsExactly(1L, 4L);
        assertThat(translated.delivery().rejects())
                .extracting(reject -> reject.id().orElseThrow().sequence(), Reject::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, "not-recordable"),
                        org.assertj.core.groups.Tuple.tuple(3L, "not-recordable"));
        assertThat(translated.faults()).hasSize(2);
    }

    @Test
    void aFlawCarriesItsIdentityAndItsBytes() {
        String text = "{\"journal\":2,\"boot\":1,\"clock\":\"held\",\"offline\":false,\"facts\":[{\"sequence\":7}]}";
        Decoded decoded = StationCodec.decodeUp("facts", text.getBytes(StandardCharsets.UTF_8));
        Translated translated = DeliveryTranslator.translate(S1, "facts", decoded, NOW);

        Reject reject = translated.delivery().rejects().get(0);
        assertThat(reject.id()).contains(new FactId(S1, 2, 7));
        assertThat(StandardCharsets.UTF_8.decode(reject.payload()).toString()).isEqualTo("{\"sequence\":7}");
        assertThat(translated.faults().get(0).sequence()).contains(7L);
        assertThat(translated.faults().get(0).about()).isEqualTo("facts");
    }

    @Test
    void aMessageThatCannotBeReadIsOneRejectWithoutIdentity() {
        Decoded decoded = StationCodec.decodeUp("lunch", new byte[] {'x'});
        Translated translated = DeliveryTranslator.translate(S1, "lunch", decoded, NOW);

        assertThat(translated.delivery().facts()).isEmpty();
        assertThat(translated.delivery().rejects()).hasSize(1);
        assertThat(translated.delivery().rejects().get(0).id()).isEmpty();
        assertThat(translated.faults().get(0).reason()).isEqualTo("unknown-kind");
    }

    private static WireFact wireFact(long sequence, Happening happening) {
        return new WireFact(sequence, 1_000, 2_000, 3, ClockQuality.HELD, true, happening);
    }

    private static Translated translate(WireFact... facts) {
        Decoded decoded = new Decoded(Optional.of(new UpMessage.Facts(2, List.of(facts))), List.of(), 0);
        return DeliveryTranslator.translate(S1, "facts", decoded, NOW);
    }
}
