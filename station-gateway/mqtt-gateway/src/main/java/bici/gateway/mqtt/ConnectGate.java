package bici.gateway.mqtt;

import bici.fleet.vocabulary.StationId;
import bici.gateway.access.ConnectRefusal;
import bici.gateway.access.ConnectRules;
import bici.gateway.access.ConnectRules.Attempt;
import bici.gateway.access.ConnectRules.Will;
import bici.gateway.credentials.StationSubject;
import bici.wire.StationCodec;
import bici.wire.UpMessage;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttWill;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides over a CONNECT at once: everything needed is in memory, and a packet before CONNACK would end the socket. */
final class ConnectGate {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectGate.class);
    private static final int MQTT_5 = 5;

    private final Parts parts;

    ConnectGate(Parts parts) {
        this.parts = parts;
    }

    /** Whoever may be let in; the others got their refusal. */
    Optional<ConnectedStation> judge(MqttEndpoint endpoint) {
        Optional<X509Certificate> certificate = findCertificate(endpoint);
        Optional<StationId> subject = certificate.flatMap(StationSubject::find);
        Attempt attempt = new Attempt(
                subject, endpoint.clientIdentifier(), endpoint.protocolVersion(), findWill(endpoint.will()));
        Optional<ConnectRefusal> refusal = ConnectRules.findRefusal(attempt)
                .or(() -> certificate.flatMap(this::findFlaw))
                .or(() -> parts.registry().isStopping() ? Optional.of(ConnectRefusal.STOPPING) : Optional.empty());
        if (refusal.isPresent()) {
            refuse(endpoint, refusal.get(), subject, OptionalLong.empty());
            return Optional.empty();
        }
        StationId station = subject.orElseThrow();
        OptionalLong waitMs = parts.rates().findWaitMs(station, System.nanoTime());
        if (waitMs.isPresent()) {
            refuse(endpoint, ConnectRefusal.CONNECT_RATE, subject, waitMs);
            return Optional.empty();
        }
        X509Certificate shown = certificate.orElseThrow();
        return Optional.of(new ConnectedStation(
                station, shown.getSerialNumber(), shown.getNotAfter().toInstant(), findNonce(endpoint.will())));
    }

    /** A resumed TLS session does not pass the trust manager again, so its certificate is looked at here too. */
    private Optional<ConnectRefusal> findFlaw(X509Certificate certificate) {
        boolean good = !parts.revocations().contains(certificate.getSerialNumber())
                && certificate.getNotAfter().toInstant().isAfter(parts.clock().instant());
        return good ? Optional.empty() : Optional.of(ConnectRefusal.CERTIFICATE);
    }

    private void refuse(
            MqttEndpoint endpoint, ConnectRefusal refusal, Optional<StationId> subject, OptionalLong waitMs) {
        boolean mqtt5 = endpoint.protocolVersion() == MQTT_5;
        parts.meters().refused(refusal.word());
        String who = subject.map(StationId::value).orElse("nobody");
        parts.once()
                .next(refusal.word() + " " + who)
                .ifPresent(times -> LOG.info(
                        "refusing a connection with the certificate of {}: {} ({} since the last such line)",
                        who,
                        refusal.word(),
                        times));
        endpoint.reject(refusal.code(mqtt5), Properties.retryAfter(mqtt5, waitMs));
    }

    private static Optional<X509Certificate> findCertificate(MqttEndpoint endpoint) {
        try {
            SSLSession session = endpoint.sslSession();
            return session != null && session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static Optional<Will> findWill(MqttWill will) {
        return will != null && will.isWillFlag()
                ? Optional.of(new Will(
                        String.valueOf(will.getWillTopic()),
                        will.getWillQos(),
                        will.isWillRetain(),
                        will.getWillMessageBytes() == null ? 0 : will.getWillMessageBytes().length))
                : Optional.empty();
    }

    private static Optional<String> findNonce(MqttWill will) {
        if (will == null || !will.isWillFlag() || will.getWillMessageBytes() == null) {
            return Optional.empty();
        }
        return StationCodec.decodeUp("death", will.getWillMessageBytes())
                .message()
                .flatMap(message ->
                        message instanceof UpMessage.Death death ? Optional.of(death.nonce()) : Optional.empty());
    }
}
