package bici.gateway.credentials;

import bici.fleet.vocabulary.StationId;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** Reads who a certificate is about: exactly one common name, and that a station id. */
public final class StationSubject {
    private StationSubject() {}

    public static Optional<StationId> find(X509Certificate certificate) {
        try {
            RDN[] names = new JcaX509CertificateHolder(certificate).getSubject().getRDNs(BCStyle.CN);
            if (names.length != 1 || names[0].isMultiValued()) {
                return Optional.empty();
            }
            return Optional.of(
                    new StationId(IETFUtils.valueToString(names[0].getFirst().getValue())));
        } catch (CertificateEncodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
