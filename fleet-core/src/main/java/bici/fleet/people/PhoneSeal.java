package bici.fleet.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps phones and codes out of the database: phones are found by HMAC-SHA256 and read back by AES-256-GCM, codes are only
 * compared by HMAC-SHA256. Each use has a key of its own, derived from one secret. Safe from any thread.
 */
public final class PhoneSeal {
    public static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] phoneKey;
    private final byte[] codeKey;
    private final byte[] peerKey;
    private final SecretKeySpec cipherKey;
    private final SecureRandom random = new SecureRandom();

    /**
     * Seals under one secret.
     *
     * @param key at least {@value #KEY_BYTES} secret bytes
     */
    public PhoneSeal(byte[] key) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException("a phone key needs " + KEY_BYTES + " bytes or more");
        }
        this.phoneKey = hmac(key, "phone-hash");
        this.codeKey = hmac(key, "sign-in-code");
        this.peerKey = hmac(key, "sign-in-peer");
        this.cipherKey = new SecretKeySpec(hmac(key, "phone-cipher"), "AES");
    }

    public byte[] hash(PhoneNumber phone) {
        return hmac(phoneKey, phone.value());
    }

    /** The hash of a code says nothing for another phone. */
    public byte[] hash(PhoneNumber phone, String code) {
        return hmac(codeKey, phone.value() + " " + code);
    }

    /** The hash of a network address says nothing beside another phone. */
    public byte[] hashPeer(PhoneNumber phone, String address) {
        return hmac(peerKey, phone.value() + " " + address);
    }

    public byte[] seal(PhoneNumber phone) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, phone.value().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * The phone that was sealed.
     *
     * @throws IllegalStateException when it was sealed under another secret
     */
    public PhoneNumber open(byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] text = cipher(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
        return new PhoneNumber(new String(text, StandardCharsets.UTF_8));
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, cipherKey, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a phone cannot be sealed or opened with this key", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
