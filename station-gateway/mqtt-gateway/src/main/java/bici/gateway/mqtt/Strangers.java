package bici.gateway.mqtt;

import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationSubject;
import bici.gateway.packet.PacketGuard;
import bici.gateway.packet.PacketRule;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the connections that ended before a CONNECT of theirs was let through. */
final class Strangers implements PacketGuard.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

    private final Parts parts;

    Strangers(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void refused(PacketRule rule, Optional<SSLSession> session) {
        parts.meters().forbidden(rule.word());
        parts.meters().refused("connect-malformed");
        String who =
                session.flatMap(Strangers::findStation).map(StationId::value).orElse("nobody");
        parts.once()
                .next(rule.word() + " " + who)
                .ifPresent(times -> LOG.warn(
                        "a first packet with the certificate of {} is forbidden: {} ({} since the last such line)",
                        who,
                        rule.word(),
                        times));
    }

    @Override
    public void broken(Throwable failure) {
        parts.meters().refused("connect-broken");
        parts.once()
                .next("connect-broken")
                .ifPresent(times -> LOG.info(
                        "{} connection(s) broke before CONNECT since the last such line; the last: {}",
                        times,
                        failure.toString()));
    }

    private static Optional<StationId> findStation(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? StationSubject.find(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
