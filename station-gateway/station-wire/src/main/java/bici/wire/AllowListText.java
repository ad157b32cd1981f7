package bici.wire;

import bici.wire.DownMessage.CardEntry;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.List;

/** What the Ed25519 signature of an allow-list covers (PROTOCOL.md, "Allow-list"). */
public final class AllowListText {
    private static final String ALGORITHM = "Ed25519";

    private AllowListText() {}

    /** One line for the head, one for each entry in the order of the list; every line ends with a line feed. */
    public static String canonical(long version, String cardKey, List<CardEntry> entries) {
        StringBuilder text = new StringBuilder(64 + entries.size() * 128);
        text.append("bici-allow-list 1 ").append(version).append(' ').append(cardKey);
        text.append(' ').append(entries.size()).append('\n');
        for (CardEntry entry : entries) {
            text.append(entry.card()).append(' ').append(WireWords.HOLDER.wordOf(entry.holder()));
            text.append(' ').append(entry.validFromMs()).append(' ').append(entry.validUntilMs());
            text.append(' ').append(entry.proof()).append('\n');
        }
        return text.toString();
    }

    /**
     * The signature in Base64.
     *
     * @throws IllegalArgumentException when the key is no Ed25519 key
     */
    public static String sign(PrivateKey key, String canonical) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(canonical.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a key to sign allow-lists with", e);
        } catch (NoSuchAlgorithmException | SignatureException e) {
            throw new IllegalStateException("every Java of 15 or newer signs with Ed25519", e);
        }
    }

    /**
     * Whether the signature, in Base64, holds; false for anything that is no signature.
     *
     * @throws IllegalArgumentException when the key is no Ed25519 key
     */
    public static boolean verify(PublicKey key, String canonical, String signatureBase64) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(canonical.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(signatureBase64));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a key to verify allow-lists with", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java of 15 or newer verifies Ed25519", e);
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        }
    }
}
