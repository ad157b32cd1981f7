package bici.simulator.station;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Everything a station owns: {@code ca.pem}, {@code certificate.pem}, {@code key.pem}, {@code allow-list-key.pem}, and
 * what its controller keeps beside them.
 */
public record StationFolder(Path path) {
    private static final char[] NO_PASSWORD = {};

    public Path journal() {
        return path.resolve("journal");
    }

    SmallFile commands() {
        return new SmallFile(path.resolve("commands"));
    }

    SmallFile marks() {
        return new SmallFile(path.resolve("marks"));
    }

    private SmallFile boot() {
        return new SmallFile(path.resolve("boot"));
    }

    /** The number of the last start, if there ever was one. */
    public Optional<Integer> findBoot() {
        return boot().find().map(text -> Integer.valueOf(text.strip()));
    }

    void rememberBoot(int number) {
        boot().write(number + "\n");
    }

    SmallFile settings() {
        return new SmallFile(path.resolve("settings"));
    }

    SmallFile allowList() {
        return new SmallFile(path.resolve("allow-list.jsonl"));
    }

    /** Sockets that show the station's certificate and trust its authority alone. */
    SSLSocketFactory socketFactory() {
        try {
            KeyStore own = emptyStore();
            own.setKeyEntry(
                    "station",
                    privateKey("key.pem"),
                    NO_PASSWORD,
                    certificates("certificate.pem").toArray(new Certificate[0]));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);

            KeyStore trusted = emptyStore();
            int n = 0;
            for (Certificate authority : certificates("ca.pem")) {
                trusted.setCertificateEntry("authority-" + n++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);

            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot use the certificate in " + path + ": " + e.getMessage(), e);
        }
    }

    /** Checks the signature of allow-lists. */
    PublicKey allowListKey() {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(pem("allow-list-key.pem")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no Ed25519 key in " + path.resolve("allow-list-key.pem"), e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private Collection<? extends Certificate> certificates(String file) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(read(file).getBytes(StandardCharsets.US_ASCII)));
    }

    /** Which kind of key it is, its own encoding says. */
    private PrivateKey privateKey(String file) throws GeneralSecurityException {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(pem(file));
        GeneralSecurityException last = new GeneralSecurityException("no key of a known kind in " + file);
        for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (GeneralSecurityException e) {
                last.addSuppressed(e);
            }
        }
        throw last;
    }

    private byte[] pem(String file) {
        StringBuilder base64 = new StringBuilder();
        read(file).lines().filter(line -> !line.startsWith("-----")).forEach(line -> base64.append(line.strip()));
        return Base64.getDecoder().decode(base64.toString());
    }

    private String read(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path.resolve(file), e);
        }
    }
}
