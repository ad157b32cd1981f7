package bici.gateway.credentials;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes X.509 certificates: the authority's own, the server's and the stations' (ECDSA with SHA-256). */
final class Certificates {
    private static final String LABEL = "CERTIFICATE";
    /** A station's clock may be a little behind ours. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 127;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Certificates(Clock clock) {
        this.clock = clock;
    }

    /** Who signs: name, key and, unless it signs itself, certificate. */
    record Issuer(X500Name name, PrivateKey key, PublicKey publicKey) {}

    X509Certificate createAuthority(Issuer self, Duration life) throws GeneralSecurityException, IOException {
        X509v3CertificateBuilder builder = start(self, self.name(), self.publicKey(), life);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return sign(builder, self);
    }

    X509Certificate createServer(Issuer issuer, PublicKey key, Collection<String> names, Duration life)
            throws GeneralSecurityException, IOException {
        X509v3CertificateBuilder builder = start(issuer, commonName("bici-gateway"), key, life);
        leaf(builder, KeyPurposeId.id_kp_serverAuth);
        GeneralName[] alternatives =
                names.stream().map(Certificates::alternative).toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
        return sign(builder, issuer);
    }

    X509Certificate createClient(Issuer issuer, PublicKey key, String name, Duration life)
            throws GeneralSecurityException, IOException {
        X509v3CertificateBuilder builder = start(issuer, commonName(name), key, life);
        leaf(builder, KeyPurposeId.id_kp_clientAuth);
        return sign(builder, issuer);
    }

    static X500Name commonName(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    static String toPem(X509Certificate certificate) throws GeneralSecurityException {
        return Pem.encode(LABEL, certificate.getEncoded());
    }

    static X509Certificate read(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Pem.getBlock(LABEL, pem)));
    }

    private X509v3CertificateBuilder start(Issuer issuer, X500Name subject, PublicKey key, Duration life)
            throws GeneralSecurityException, IOException {
        Instant now = clock.instant();
        BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        return new JcaX509v3CertificateBuilder(
                        issuer.name(), serial, Date.from(now.minus(BACKDATED)), Date.from(now.plus(life)), subject, key)
                .addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        identifiers.createAuthorityKeyIdentifier(issuer.publicKey()));
    }

    private static void leaf(X509v3CertificateBuilder builder, KeyPurposeId purpose) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, Issuer issuer)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.key())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the authority's key cannot sign", e);
        }
    }

    private static GeneralName alternative(String name) {
        boolean address = ADDRESS.matcher(name).matches();
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }
}
