package bici.gateway.credentials;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Key pairs and their PEM form: private keys as PKCS#8, public ones as SubjectPublicKeyInfo. */
final class Keys {
    static final String EC = "EC";
    static final String ED25519 = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private Keys() {}

    static KeyPair createP256() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(EC);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static KeyPair createEd25519() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(ED25519).generateKeyPair();
    }

    static String toPem(PrivateKey key) {
        return Pem.encode(PRIVATE, key.getEncoded());
    }

    static String toPem(PublicKey key) {
        return Pem.encode(PUBLIC, key.getEncoded());
    }

    static PrivateKey readPrivate(String algorithm, String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(Pem.getBlock(PRIVATE, pem)));
    }

    static PublicKey readPublic(String algorithm, String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(Pem.getBlock(PUBLIC, pem)));
    }
}
