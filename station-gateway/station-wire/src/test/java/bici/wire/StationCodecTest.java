package bici.wire;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.UpMessage.Facts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StationCodecTest {
    private static final String GOOD =
            "{\"sequence\":7,\"deviceTimeMs\":1,\"uptimeMs\":2,\"kind\":\"dock-cleared\",\"dock\":3}";
    private static final String BAD =
            "{ \"sequence\" : 8,\t\"deviceTimeMs\":1,\"uptimeMs\":2,\"kind\":\"dock-cleared\",\"note\":\"señal 🚲\" }";

    @Test
    void unknownFieldsAreIgnoredAndCountedAtEveryLevel() {
        Decoded decoded = decode("""
                {"journal":1,"boot":1,"clock":"held","offline":true,"lane":7,"facts":[
                  {"sequence":1,"deviceTimeMs":1,"uptimeMs":1,"kind":"bike-removed","dock":1,"bike":"B1","colour":"red",
                   "cause":{"by":"nobody","weather":"rain"}}]}""");
        assertThat(decoded.flaws()).isEmpty();
        assertThat(decoded.unknownFields()).isEqualTo(3);
    }

    @Test
    void aBadFactIsKeptAsReceivedWithItsIdentityAndTheOthersAreTaken() {
        Decoded decoded = decode("{\"facts\":[" + GOOD + " , " + BAD
                + "],\"journal\":4,\"boot\":1,\"clock\":\"held\",\"offline\":true}");
        Facts facts = (Facts) decoded.message().orElseThrow();
        assertThat(facts.journal()).isEqualTo(4);
        assertThat(facts.facts()).extracting(WireFact::sequence).containsExactly(7L);
        Decoded.Flaw flaw = decoded.flaws().getFirst();
        assertThat(flaw.pointer()).isEqualTo("/facts/1/dock");
        assertThat(flaw.journal()).hasValue(4);
        assertThat(flaw.sequence()).hasValue(8);
        assertThat(text(flaw.excerpt())).isEqualTo(BAD);
    }

    @Test
    void excerptsOfFactsThatAreNoObjectsAreExactToo() {
        Decoded decoded = decode(
                "{\"journal\":1,\"boot\":1,\"clock\":\"held\",\"offline\":true,\"facts\":[ \"a\\\"ü\" ,[1, 2],-12.5 ,"
                        + GOOD + ",null]}");
        assertThat(decoded.flaws())
                .extracting(flaw -> text(flaw.excerpt()))
                .containsExactly("\"a\\\"ü\"", "[1, 2]", "-12.5", "null");
    }

    @Test
    void aMessageAtFaultAsAWholeIsKeptAsReceived() {
        Decoded.Flaw flaw = decode("{\"journal\":").flaws().getFirst();
        assertThat(text(flaw.excerpt())).isEqualTo("{\"journal\":");
        assertThat(flaw.sequence()).isEmpty();
    }

    @Test
    void aBatchWithoutOneGoodFactHasNoMessage() {
        Decoded decoded = decode(
                "{\"journal\":1,\"boot\":1,\"clock\":\"held\",\"offline\":true,\"facts\":[" + BAD + "," + BAD + "]}");
        assertThat(decoded.message()).isEmpty();
        assertThat(decoded.flaws()).hasSize(2);
    }

    @Test
    void aBufferInsideAnotherIsReadWhereItLiesAndStaysWhereItIs() {
        byte[] json = "{\"nonce\":\"n1\"}".getBytes(StandardCharsets.UTF_8);
        byte[] around = new byte[json.length + 9];
        System.arraycopy(json, 0, around, 5, json.length);
        ByteBuffer inside = ByteBuffer.wrap(around, 5, json.length);
        ByteBuffer direct = ByteBuffer.allocateDirect(json.length).put(json).flip();
        for (ByteBuffer buffer : List.of(inside, inside.slice(), inside.asReadOnlyBuffer(), direct)) {
            assertThat(StationCodec.decodeUp("death", buffer).message()).contains(new UpMessage.Death("n1"));
            assertThat(buffer.remaining()).isEqualTo(json.length);
        }
    }

    @Test
    void excerptsAreExactInABufferInsideAnother() {
        String batch = "{\"journal\":1,\"boot\":1,\"clock\":\"held\",\"offline\":true,\"facts\":[" + BAD + "]}";
        byte[] json = batch.getBytes(StandardCharsets.UTF_8);
        byte[] around = new byte[json.length + 20];
        System.arraycopy(json, 0, around, 11, json.length);
        Decoded decoded = StationCodec.decodeUp("facts", ByteBuffer.wrap(around, 11, json.length));
        assertThat(text(decoded.flaws().getFirst().excerpt())).isEqualTo(BAD);
    }

    @Test
    void theFirstFactsBootClockAndOfflineStandOnceForTheBatch() {
        List<WireFact> facts =
                IntStream.rangeClosed(1, 3).mapToObj(SampleFacts::docked).toList();
        String json = new String(StationCodec.encode(new Facts(1, facts)), StandardCharsets.UTF_8);
        assertThat(json)
                .containsOnlyOnce("\"boot\":")
                .containsOnlyOnce("\"clock\":")
                .containsOnlyOnce("\"offline\":");
    }

    @Test
    void absentOptionalsAreLeftOut() {
        byte[] json = StationCodec.encode(new UpMessage.AllowListReport(3, Optional.empty()));
        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("{\"version\":3}");
    }

    @Test
    void aBirthWithEveryDockThereCanBeFitsInAMessage() {
        List<UpMessage.DockReading> docks = IntStream.rangeClosed(1, WireLimits.MAX_DOCK)
                .mapToObj(dock -> new UpMessage.DockReading(
                        dock,
                        Optional.of("B".repeat(28) + (1000 + dock)),
                        UpMessage.LockPosition.UNLOCKED,
                        Optional.of("motor-stall-number-" + dock)))
                .toList();
        UpMessage.Birth birth = new UpMessage.Birth(
                "n".repeat(36),
                1,
                17,
                1_790_000_000_000L,
                86_400_000L,
                ClockQuality.SYNCED,
                "1.0",
                "2.4.1",
                "dock-controller rev C",
                3,
                41,
                1_000_000,
                2,
                docks);
        byte[] payload = StationCodec.encode(birth);
        assertThat(payload).hasSizeBetween(WireLimits.SMALL_BYTES, WireLimits.LARGE_BYTES);
        assertThat(StationCodec.decodeUp("birth", payload).message()).contains(birth);
    }

    private static Decoded decode(String json) {
        return StationCodec.decodeUp("facts", json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
