package bici.api.access;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A key that signs access tokens: ECDSA on P-256 (ES256, RFC 7518 3.4), named by its thumbprint (RFC 7638). */
public final class TokenKey {
    private static final int COORDINATE_BYTES = 32;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final ECPrivateKey secret;
    private final ECPublicKey open;
    private final String id;

    private TokenKey(ECPrivateKey secret, ECPublicKey open) {
        this.secret = secret;
        this.open = open;
        this.id = thumbprint();
    }

    public static TokenKey create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            KeyPair pair = generator.generateKeyPair();
            return new TokenKey((ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException when the text is no key
     */
    public static TokenKey parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 2) {
            throw new IllegalArgumentException("a token key has two lines");
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new TokenKey(
                    (ECPrivateKey) factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0)))),
                    (ECPublicKey) factory.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1)))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the token key is not an EC key", e);
        }
    }

    /** The secret (PKCS #8) and the public half (X.509), a line of Base64 each. */
    public String toText() {
        Base64.Encoder encoder = Base64.getEncoder();
        return encoder.encodeToString(secret.getEncoded()) + '\n' + encoder.encodeToString(open.getEncoded()) + '\n';
    }

    public String id() {
        return id;
    }

    ECPrivateKey secret() {
        return secret;
    }

    ECPublicKey open() {
        return open;
    }

    /** The public half as a JWK (RFC 7517). */
    public JsonObject toJwk() {
        return new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", coordinate(open.getW().getAffineX()))
                .put("y", coordinate(open.getW().getAffineY()))
                .put("use", "sig")
                .put("alg", "ES256")
                .put("kid", id);
    }

    private String thumbprint() {
        String members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(
                        coordinate(open.getW().getAffineX()),
                        coordinate(open.getW().getAffineY()));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return URL.encodeToString(digest.digest(members.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        byte[] trimmed = bytes.length > COORDINATE_BYTES
                ? Arrays.copyOfRange(bytes, bytes.length - COORDINATE_BYTES, bytes.length)
                : bytes;
        System.arraycopy(trimmed, 0, fixed, COORDINATE_BYTES - trimmed.length, trimmed.length);
        return URL.encodeToString(fixed);
    }
}
