package bici.gateway.credentials;

import java.math.BigInteger;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever holds a certificate of our authority for client authentication that is in time and not revoked. The
 * revocation list is asked at every handshake, since the MQTT server cannot be given a new trust store while it runs.
 */
final class StationTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager path;
    private final RevocationList revocations;

    StationTrust(X509Certificate authority, RevocationList revocations) throws GeneralSecurityException {
        this.path = pathTo(authority);
        this.revocations = revocations;
    }

    private static X509ExtendedTrustManager pathTo(X509Certificate authority) throws GeneralSecurityException {
        try {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            anchors.setCertificateEntry("authority", authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(anchors);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("this JDK has no PKIX trust manager"));
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        path.checkClientTrusted(chain, authType, engine);
        requireGood(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        path.checkClientTrusted(chain, authType, socket);
        requireGood(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        path.checkClientTrusted(chain, authType);
        requireGood(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this side is the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this side is the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType) throws CertificateException {
        throw new CertificateException("this side is the server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return path.getAcceptedIssuers();
    }

    private void requireGood(X509Certificate[] chain) throws CertificateException {
        BigInteger serial = chain[0].getSerialNumber();
        if (revocations.contains(serial)) {
            throw new CertificateException("revoked: " + serial.toString(16));
        }
    }
}
