package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.infra.LogLines;
import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {
    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = GatewayWorld.withStations(data, "S1", "S2");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void withoutACertificateThereIsNoConnection() {
        assertThat(connack(StationTls.anonymous(world.home("S1")), "S1")).isEmpty();
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        StationAuthority foreign = StationAuthority.open(elsewhere, List.of(), Clock.systemUTC());
        Path shown = foreign.createStation(new StationId("S1"));

        assertThat(connack(StationTls.factory(world.home("S1"), shown), "S1")).isEmpty();
    }

    @Test
    void anExpiredCertificateIsRefused() {
        Clock longAgo = Clock.offset(
                Clock.systemUTC(), StationAuthority.STATION_LIFE.plusDays(1).negated());
        StationAuthority.open(data, List.of(), longAgo).createStation(new StationId("S1"));

        assertThat(connack(StationTls.own(world.home("S1")), "S1")).isEmpty();
        assertThat(connack(StationTls.own(world.home("S2")), "S2")).contains(0);
    }

    @Test
    void aRevokedCertificateIsRefusedAndItsLiveConnectionIsCut() throws IOException {
        try (TestStation live = world.born("S1", Mqtt.V5);
                TestStation other = world.born("S2", Mqtt.V5)) {
            world.authority().revoke(serial("S1"));

            assertThat(live.client().disconnectCode()).contains(0x98);
            assertThat(live.client().isClosed()).isTrue();
            assertThat(connack(StationTls.own(world.home("S1")), "S1")).isEmpty();
            assertThat(other.client().isOpen()).isTrue();
            await().untilAsserted(() -> assertThat(world.isOnline("S1")).isFalse());
        }
    }

    @Test
    void aRevocationByAnotherProcessIsSeenWithinSeconds() throws IOException {
        try (TestStation live = world.born("S1", Mqtt.V5)) {
            StationAuthority.open(data, List.of(), Clock.systemUTC()).revoke(serial("S1"));

            assertThat(live.client().disconnectCode()).contains(0x98);
        }
    }

    @Test
    void theServersOwnCertificateOpensNoStationConnection() {
        // It is of the right authority but for another purpose.
        Path authority = data.resolve("authority");
        Path shown = elsewhere.resolve("server");
        copy(authority.resolve("server.pem"), shown.resolve("certificate.pem"));
        copy(authority.resolve("server-key.pem"), shown.resolve("key.pem"));

        assertThat(connack(StationTls.factory(world.home("S1"), shown), "bici-gateway"))
                .isEmpty();
    }

    @Test
    void aStationThatConnectsTooOftenIsToldToWaitAndLoggedOnce() throws IOException {
        try (LogLines log = LogLines.watch();
                GatewayWorld strict = GatewayWorld.withStations(
                        elsewhere,
                        GatewayWorld.lenient()
                                .withConnects(new bici.gateway.options.GatewayOptions.Connects(
                                        6, 1_000, Duration.ofSeconds(10))),
                        "S1",
                        "S2")) {
            SSLSocketFactory tls = StationTls.own(strict.home("S1"));
            for (int i = 0; i < 6; i++) {
                assertThat(connack(strict, tls, "S1")).contains(0);
            }
            assertThat(connack(strict, tls, "S1")).contains(0x9F);
            assertThat(connack(strict, StationTls.own(strict.home("S2")), "S2")).contains(0);
            for (int i = 0; i < 4; i++) {
                assertThat(connack(strict, tls, "S1")).contains(0x9F);
            }
            assertThat(strict.count("bici.gateway.refused", "reason", "connect-connect-rate"))
                    .isEqualTo(5);
            assertThat(log.list(Level.INFO))
                    .filteredOn(line -> line.contains("refusing a connection"))
                    .singleElement(STRING)
                    .contains("certificate of S1: connect-connect-rate (1 since");
        }
    }

    private BigInteger serial(String station) throws IOException {
        try {
            return StationTls.certificate(world.home(station)).getSerialNumber();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Integer> connack(SSLSocketFactory tls, String clientId) {
        return connack(world, tls, clientId);
    }

    /** Empty when TLS did not let it come to a CONNACK. */
    private static Optional<Integer> connack(GatewayWorld world, SSLSocketFactory tls, String clientId) {
        try (WireClient client = WireClient.open(tls, world.port())) {
            return client.connect(
                    WireClient.connectPacket(clientId, Mqtt.V5.version).build());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void copy(Path from, Path to) {
        try {
            java.nio.file.Files.createDirectories(to.getParent());
            java.nio.file.Files.copy(from, to);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
