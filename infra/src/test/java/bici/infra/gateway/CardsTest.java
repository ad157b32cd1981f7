package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.AllowList.Holder;
import bici.fleet.operations.CardRegister.Card;
import bici.fleet.vocabulary.CardId;
import bici.wire.AllowListParts;
import bici.wire.DownMessage.AllowListChunk;
import bici.wire.DownMessage.CardEntry;
import bici.wire.StationCodec;
import bici.wire.UpMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardsTest {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    Path data;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = GatewayWorld.withStations(data, "S1");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aStationWithAnOldListGetsTheWholeNewOneSigned() throws IOException, GeneralSecurityException {
        List<Card> cards = new ArrayList<>(IntStream.range(0, 1_500)
                .mapToObj(i -> card("rider%04d".formatted(i), Holder.RIDER))
                .toList());
        cards.add(card("stolen", Holder.DENIED));
        cards.add(card("van", Holder.CREW));
        long version = world.cards().put(cards);

        try (TestStation station = world.born("S1", Mqtt.V5)) {
            List<AllowListChunk> parts = new ArrayList<>();
            do {
                parts.add(chunk(station.client().takeDown("allow-list").orElseThrow()));
            } while (parts.size() < parts.get(0).parts());

            List<CardEntry> entries = AllowListParts.join(key(), parts).orElseThrow();
            assertThat(entries).hasSize(1_502);
            assertThat(entries.get(0).card()).isEqualTo("stolen");
            assertThat(parts.get(0).version()).isEqualTo(version);
            assertThat(Base64.getDecoder().decode(parts.get(0).cardKey())).hasSizeGreaterThanOrEqualTo(16);
        }
    }

    @Test
    void aStationThatHasTheListGetsNone() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            assertThat(station.client().isAcknowledged(station.say(new UpMessage.ClockRequest("c", 1, 1))))
                    .isTrue();
            assertThat(station.client().takeDown("clock")).isPresent();
            assertThat(station.client().listDown("allow-list")).isEmpty();
        }
    }

    @Test
    void aTappedCardIsGrantedOrDeniedWithItsReason() throws IOException {
        world.cards().put(List.of(card("rider", Holder.RIDER), card("stolen", Holder.DENIED)));
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            station.say(new UpMessage.Authorize("r1", "rider", 1));
            assertThat(answer(station, "r1"))
                    .contains("\"granted\":true")
                    .contains("\"rider\"")
                    .contains("\"proof\"");
            station.say(new UpMessage.Authorize("r2", "stolen", 1));
            assertThat(answer(station, "r2")).contains("\"granted\":false").contains("denied-card");
            station.say(new UpMessage.Authorize("r3", "nobody", 1));
            assertThat(answer(station, "r3")).contains("\"granted\":false").contains("unknown-card");
        }
    }

    @Test
    void aCardTappedWhileTheDatabaseIsAwayIsToBeTriedLater() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            world.takeDatabaseAway();
            station.say(new UpMessage.Authorize("r1", "rider", 1));
            assertThat(answer(station, "r1")).contains("\"granted\":false").contains("try-later");
            world.bringDatabaseBack();
        }
    }

    private static String answer(TestStation station, String request) {
        return station.client()
                .takeDown("authorize", payload -> payload.contains("\"" + request + "\""))
                .orElseThrow();
    }

    private static Card card(String id, Holder holder) {
        return new Card(new CardId(id), holder, FROM, UNTIL);
    }

    private static AllowListChunk chunk(String payload) {
        return (AllowListChunk) StationCodec.decodeDown("allow-list", payload.getBytes(StandardCharsets.UTF_8));
    }

    private PublicKey key() throws IOException, GeneralSecurityException {
        String pem = Files.readString(world.home("S1").resolve("allow-list-key.pem"));
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    }
}
