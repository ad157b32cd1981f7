package bici.api.opendata;

import bici.fleet.vocabulary.BikeId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The vehicle ids of open data: a keyed hash of a bike and of when it came where it stands. A trip gives a bike another id, and
 * so does a ride on a truck; who lacks the key cannot tell that both are one bike. The same for every node with the same key. Thread-safe.
 */
public final class VehiclePseudonyms {
    private static final int MIN_KEY_BYTES = 32;
    private static final int BYTES = 15;

    private final SecretKeySpec key;

    /**
     * Pseudonyms under one key.
     *
     * @param key at least 32 secret bytes
     */
    public VehiclePseudonyms(byte[] key) {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("a pseudonym key needs " + MIN_KEY_BYTES + " bytes or more");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** @param since when the bike was docked where it stands */
    String pseudonym(BikeId bike, Instant since) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] full = mac.doFinal((bike.value() + "|" + since).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(full, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
