package bici.fleet.operations;

import bici.fleet.vocabulary.CardId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proofs for allow-list entries: the first 8 bytes of HMAC-SHA256 over list version and card, in hexadecimal. A station
 * cannot make one for a card that its list does not hold.
 */
public final class CardProofs implements ProofCheck {
    private static final int PROOF_BYTES = 8;

    private final SecretKeySpec key;

    /**
     * Proofs under one key.
     *
     * @param key at least 16 secret bytes
     */
    public CardProofs(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a proof key needs 16 bytes or more");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    public String prove(CardId card, long listVersion) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] full = mac.doFinal((listVersion + "|" + card.value()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(full, 0, PROOF_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    @Override
    public boolean holds(CardId card, long listVersion, String proof) {
        return MessageDigest.isEqual(
                prove(card, listVersion).getBytes(StandardCharsets.UTF_8), proof.getBytes(StandardCharsets.UTF_8));
    }
}
