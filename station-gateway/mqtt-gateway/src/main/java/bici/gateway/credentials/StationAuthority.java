package bici.gateway.credentials;

import bici.fleet.vocabulary.StationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The authority that says who is a station, kept in {@code DIR/authority} (mode 700, key files 600): its own
 * certificate, the gateway's server certificate, the key that signs allow-lists, and the index of what was issued.
 * Every method blocks on files; several processes may use one folder. Failures of the disk or of the cryptography are
 * {@link IllegalStateException} or {@link UncheckedIOException}.
 */
public final class StationAuthority {
    /** A station's certificate lives this long; it is to be renewed at two thirds. */
    public static final Duration STATION_LIFE = Duration.ofDays(90);

    private final Path data;
    private final Path folder;
    private final Clock clock;
    private final AuthorityKeys keys;
    private final RevocationList revocations;

    private StationAuthority(Path data, Clock clock, AuthorityKeys keys) {
        this.data = data;
        this.folder = data.resolve("authority");
        this.clock = clock;
        this.keys = keys;
        this.revocations = new RevocationList(folder.resolve("revoked.txt"));
    }

    /** Opens the authority of a data folder, or makes it. */
    public static StationAuthority open(Path data, Collection<String> extraServerNames, Clock clock) {
        Path folder = data.resolve("authority");
        return guarded(folder, () -> {
            AuthorityKeys keys = AuthorityKeys.open(folder, extraServerNames, clock);
            if (!keys.isAuthorityInTime(clock.instant())) {
                throw new IllegalStateException("the station authority of " + folder + " has expired");
            }
            return new StationAuthority(data, clock, keys);
        });
    }

    /**
     * Issues a certificate and writes {@code DIR/stations/ID/} with {@code ca.pem}, {@code certificate.pem},
     * {@code key.pem} (PKCS#8) and {@code allow-list-key.pem} (public). An older certificate of the station stays good.
     *
     * @return the station's folder
     */
    public Path createStation(StationId station) {
        return guarded(folder, () -> {
            Path home = data.resolve("stations").resolve(station.value());
            PrivateFiles.createFolder(home);
            KeyPair pair = Keys.createP256();
            X509Certificate certificate = new Certificates(clock)
                    .createClient(keys.issuer(), pair.getPublic(), station.value(), STATION_LIFE);
            PrivateFiles.append(index(), describe(certificate, station).toLine());
            PrivateFiles.write(home.resolve("ca.pem"), Certificates.toPem(keys.authority()));
            PrivateFiles.write(
                    home.resolve("allow-list-key.pem"),
                    Keys.toPem(keys.allowList().getPublic()));
            PrivateFiles.write(home.resolve("key.pem"), Keys.toPem(pair.getPrivate()));
            PrivateFiles.write(home.resolve("certificate.pem"), Certificates.toPem(certificate));
            return home;
        });
    }

    /** Everything issued to stations, oldest first. */
    public List<IssuedCertificate> listIssued() {
        return guarded(folder, () -> {
            if (!Files.exists(index())) {
                return List.of();
            }
            try (Stream<String> lines = Files.lines(index())) {
                return lines.map(IssuedCertificate::parse)
                        .flatMap(Optional::stream)
                        .toList();
            }
        });
    }

    /** From now on this certificate opens no connection; a gateway on this folder cuts a live one within seconds. */
    public void revoke(BigInteger serial) {
        guarded(folder, () -> {
            revocations.add(serial);
            return serial;
        });
    }

    public RevocationList revocations() {
        return revocations;
    }

    /** Judges the certificates that stations show. */
    public X509ExtendedTrustManager createStationTrust() {
        try {
            return new StationTrust(keys.authority(), revocations);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no trust in stations can be set up", e);
        }
    }

    /** The gateway's own key, PKCS#8 in PEM. Keep it out of logs. */
    public String getServerKeyPem() {
        return keys.serverKeyPem();
    }

    /** The gateway's certificate followed by the authority's. */
    public String getServerChainPem() {
        try {
            return Certificates.toPem(keys.server()) + Certificates.toPem(keys.authority());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the server certificate cannot be written", e);
        }
    }

    /** Ed25519: the private half signs allow-lists, stations hold the public one. Keep it out of logs. */
    public KeyPair getAllowListKeys() {
        return keys.allowList();
    }

    /** Base64 key of HMAC-SHA256 over a card's number, from which card ids are made. Keep it out of logs. */
    public String getCardKey() {
        return keys.cardKey();
    }

    private Path index() {
        return folder.resolve("issued.txt");
    }

    private static IssuedCertificate describe(X509Certificate certificate, StationId station) {
        return new IssuedCertificate(
                certificate.getSerialNumber(),
                station,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private interface Work<T> {
        T run() throws GeneralSecurityException, IOException;
    }

    /** One writer at a time, also between processes and between threads of this one. */
    private static <T> T guarded(Path folder, Work<T> work) {
        synchronized (StationAuthority.class) {
            try {
                PrivateFiles.createFolder(folder);
                try (FileChannel channel = FileChannel.open(
                                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    lock.channel();
                    return work.run();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the station authority of " + folder + " cannot be used", e);
            }
        }
    }
}
