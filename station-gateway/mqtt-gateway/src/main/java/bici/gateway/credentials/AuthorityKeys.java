package bici.gateway.credentials;

import bici.gateway.credentials.Certificates.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The keys of {@code DIR/authority}: read when there, made when not. */
record AuthorityKeys(
        Issuer issuer,
        X509Certificate authority,
        String serverKeyPem,
        X509Certificate server,
        KeyPair allowList,
        String cardKey) {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3_650);
    private static final int CARD_KEY_BYTES = 32;
    private static final Duration SERVER_LIFE = Duration.ofDays(365);

    static AuthorityKeys open(Path folder, Collection<String> extraNames, Clock clock)
            throws GeneralSecurityException, IOException {
        Certificates certificates = new Certificates(clock);
        Path keyFile = folder.resolve("authority-key.pem");
        Path certificateFile = folder.resolve("ca.pem");
        if (!Files.exists(certificateFile)) {
            createAuthority(certificates, keyFile, certificateFile);
        }
        X509Certificate authority = Certificates.read(Files.readString(certificateFile));
        PrivateKey key = Keys.readPrivate(Keys.EC, Files.readString(keyFile));
        Issuer issuer = new Issuer(Certificates.commonName(commonNameOf(authority)), key, authority.getPublicKey());
        X509Certificate server = openServer(folder, certificates, issuer, extraNames, clock.instant());
        String serverKey = Files.readString(folder.resolve("server-key.pem"));
        return new AuthorityKeys(issuer, authority, serverKey, server, openAllowList(folder), openCardKey(folder));
    }

    private static void createAuthority(Certificates certificates, Path keyFile, Path certificateFile)
            throws GeneralSecurityException, IOException {
        KeyPair pair = Keys.createP256();
        Issuer self =
                new Issuer(Certificates.commonName("Bici BGA station authority"), pair.getPrivate(), pair.getPublic());
        PrivateFiles.write(keyFile, Keys.toPem(pair.getPrivate()));
        PrivateFiles.write(certificateFile, Certificates.toPem(certificates.createAuthority(self, AUTHORITY_LIFE)));
    }

    private static X509Certificate openServer(
            Path folder, Certificates certificates, Issuer issuer, Collection<String> extraNames, Instant now)
            throws GeneralSecurityException, IOException {
        Path file = folder.resolve("server.pem");
        Set<String> names = serverNames(extraNames);
        if (Files.exists(file)) {
            X509Certificate kept = Certificates.read(Files.readString(file));
            Instant renewal = kept.getNotAfter().toInstant().minus(SERVER_LIFE.dividedBy(3));
            if (now.isBefore(renewal) && alternativeNames(kept).containsAll(names)) {
                return kept;
            }
        }
        KeyPair pair = Keys.createP256();
        X509Certificate fresh = certificates.createServer(issuer, pair.getPublic(), names, SERVER_LIFE);
        PrivateFiles.write(folder.resolve("server-key.pem"), Keys.toPem(pair.getPrivate()));
        PrivateFiles.write(file, Certificates.toPem(fresh));
        return fresh;
    }

    private static KeyPair openAllowList(Path folder) throws GeneralSecurityException, IOException {
        Path privateFile = folder.resolve("allow-list-key.pem");
        Path publicFile = folder.resolve("allow-list-public.pem");
        if (!Files.exists(publicFile)) {
            KeyPair pair = Keys.createEd25519();
            PrivateFiles.write(privateFile, Keys.toPem(pair.getPrivate()));
            PrivateFiles.write(publicFile, Keys.toPem(pair.getPublic()));
        }
        PublicKey publicKey = Keys.readPublic(Keys.ED25519, Files.readString(publicFile));
        return new KeyPair(publicKey, Keys.readPrivate(Keys.ED25519, Files.readString(privateFile)));
    }

    private static String openCardKey(Path folder) throws IOException {
        Path file = folder.resolve("card-key.txt");
        if (!Files.exists(file)) {
            byte[] key = new byte[CARD_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            PrivateFiles.write(file, Base64.getEncoder().encodeToString(key));
        }
        return Files.readString(file).strip();
    }

    private static Set<String> serverNames(Collection<String> extraNames) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // A machine whose own name does not resolve is reached by the other names.
            names.add("localhost");
        }
        names.addAll(extraNames);
        return names;
    }

    private static Set<String> alternativeNames(X509Certificate certificate) throws GeneralSecurityException {
        Set<String> names = new LinkedHashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(entry -> names.add(String.valueOf(entry.get(1))));
        }
        return names;
    }

    private static String commonNameOf(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        return subject.substring("CN=".length());
    }

    boolean isAuthorityInTime(Instant now) {
        return authority.getNotAfter().toInstant().isAfter(now);
    }
}
