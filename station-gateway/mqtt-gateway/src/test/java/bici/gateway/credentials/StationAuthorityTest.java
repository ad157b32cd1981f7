package bici.gateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.vocabulary.StationId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationAuthorityTest {
    private static final StationId S1 = new StationId("S1");
    private final Instant now = Clock.systemUTC().instant();

    @TempDir
    Path data;

    @Test
    void aStationGetsTheFilesItNeeds() throws IOException, GeneralSecurityException {
        Path home = open(now).createStation(S1);

        assertThat(home).isEqualTo(data.resolve("stations/S1"));
        assertThat(home.resolve("key.pem")).content().startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(home.resolve("allow-list-key.pem")).content().startsWith("-----BEGIN PUBLIC KEY-----");
        X509Certificate certificate = read(home.resolve("certificate.pem"));
        certificate.verify(read(home.resolve("ca.pem")).getPublicKey());
        assertThat(StationSubject.find(certificate)).contains(S1);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(Duration.between(now, certificate.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(89), Duration.ofDays(90));
    }

    @Test
    void onlyTheOwnerReadsWhatIsSecret() throws IOException {
        open(now).createStation(S1);
        try (Stream<Path> files = Files.walk(data.resolve("authority"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith("lock"))
                    .toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("authority"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("stations/S1/key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anAuthorityIsTheSameWhenItIsOpenedAgain() throws IOException, GeneralSecurityException {
        StationAuthority first = open(now);
        Path home = first.createStation(S1);
        String ca = Files.readString(home.resolve("ca.pem"));
        StationAuthority again = open(now.plus(Duration.ofDays(30)));

        assertThat(again.getServerChainPem())
                .isEqualTo(first.getServerChainPem())
                .endsWith(ca);
        assertThat(again.getCardKey()).isEqualTo(first.getCardKey());
        assertThat(again.getAllowListKeys().getPublic())
                .isEqualTo(first.getAllowListKeys().getPublic());
        again.createStationTrust().checkClientTrusted(chain(home), "ECDSA");
    }

    @Test
    void theServerCertificateIsMadeAnewWhenItGetsOldOrNeedsAnotherName() {
        String first = open(now).getServerChainPem();
        String older = open(now.plus(Duration.ofDays(300))).getServerChainPem();
        String named = StationAuthority.open(data, List.of("bici.example"), Clock.systemUTC())
                .getServerChainPem();

        assertThat(older).isNotEqualTo(first);
        assertThat(named).isNotEqualTo(older);
    }

    @Test
    void whatIsIssuedIsListedAndWhatIsRevokedIsRefused() throws IOException, GeneralSecurityException {
        StationAuthority authority = open(now);
        X509Certificate[] old = chain(authority.createStation(S1));
        X509Certificate[] young = chain(authority.createStation(S1));
        assertThat(authority.listIssued())
                .extracting(IssuedCertificate::serial)
                .containsExactly(old[0].getSerialNumber(), young[0].getSerialNumber());
        var trust = authority.createStationTrust();
        trust.checkClientTrusted(old, "ECDSA");

        authority.revoke(old[0].getSerialNumber());

        assertThatThrownBy(() -> trust.checkClientTrusted(old, "ECDSA"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("revoked");
        trust.checkClientTrusted(young, "ECDSA");
    }

    @Test
    void aRevocationByAnotherProcessIsSeenAfterALook() {
        StationAuthority here = open(now);
        BigInteger serial = new BigInteger("1234567890abcdef", 16);
        open(now).revoke(serial);
        assertThat(here.revocations().contains(serial)).isFalse();

        here.revocations().refresh();

        assertThat(here.revocations().contains(serial)).isTrue();
    }

    @Test
    void certificatesOfOthersAndExpiredOnesAreNotTrusted(@TempDir Path elsewhere)
            throws IOException, GeneralSecurityException {
        StationAuthority authority = open(now);
        X509Certificate[] foreign = chain(
                StationAuthority.open(elsewhere, List.of(), Clock.systemUTC()).createStation(S1));
        X509Certificate[] expired = chain(open(now.minus(Duration.ofDays(91))).createStation(S1));
        X509Certificate[] server = {read(data.resolve("authority/server.pem"))};

        for (X509Certificate[] chain : List.of(foreign, expired, server)) {
            assertThatThrownBy(() -> authority.createStationTrust().checkClientTrusted(chain, "ECDSA"))
                    .isInstanceOf(CertificateException.class);
        }
    }

    @Test
    void aSubjectThatIsNoStationIdIsNobody() throws IOException, GeneralSecurityException {
        open(now).createStation(S1);
        assertThat(StationSubject.find(read(data.resolve("authority/ca.pem")))).isEmpty();
    }

    private StationAuthority open(Instant at) {
        return StationAuthority.open(data, List.of(), Clock.fixed(at, ZoneOffset.UTC));
    }

    private static X509Certificate[] chain(Path home) throws IOException, GeneralSecurityException {
        return new X509Certificate[] {read(home.resolve("certificate.pem"))};
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        return Certificates.read(Files.readString(file));
    }
}
