package bici.infra.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS as a station sets it up from the files it was given. */
final class StationTls {
    private static final char[] NO_PASSWORD = new char[0];

    private StationTls() {}

    /** With the station's own certificate. */
    static SSLSocketFactory own(Path home) {
        return factory(home, home);
    }

    /** Trusts the authority of one folder and shows the certificate of another. */
    static SSLSocketFactory factory(Path trusted, Path shown) {
        try {
            KeyStore keys = empty();
            keys.setKeyEntry("station", key(shown), NO_PASSWORD, new Certificate[] {certificate(shown)});
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(keys, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust(trusted).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows no certificate. */
    static SSLSocketFactory anonymous(Path trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(trusted).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509Certificate certificate(Path home) throws GeneralSecurityException, IOException {
        return read(home.resolve("certificate.pem"));
    }

    private static TrustManagerFactory trust(Path home) throws GeneralSecurityException, IOException {
        KeyStore anchors = empty();
        anchors.setCertificateEntry("authority", read(home.resolve("ca.pem")));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        return factory;
    }

    private static X509Certificate read(Path file) throws GeneralSecurityException, IOException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static PrivateKey key(Path home) throws GeneralSecurityException, IOException {
        String pem = Files.readString(home.resolve("key.pem"));
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    /** In memory only; of the two kinds the one that does not stretch its password ten thousand times. */
    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
