package bici.api.access;

import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.fleet.people.Secrets;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes and judges access tokens: JWTs of one algorithm (ES256), one type (at+jwt, RFC 9068), one issuer, one audience,
 * {@value #MINUTES} minutes. Everything else is refused: other header or payload members, other encodings of the same
 * bytes. Pure but for the clock; any thread.
 */
public final class AccessTokens {
    public static final String ISSUER = "bici-bga";
    public static final String AUDIENCE = "bici-bga-api";
    public static final String TYPE = "at+jwt";
    private static final int MINUTES = 10;
    public static final Duration TIME_TO_LIVE = Duration.ofMinutes(MINUTES);

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
    private static final int SIGNATURE_BYTES = 64;
    private static final int MAX_CHARACTERS = 2_048;
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final Set<String> PAYLOAD = Set.of("iss", "aud", "sub", "role", "sid", "iat", "exp", "jti");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Signatures found good that are remembered: judging one takes a millisecond, and a token is used again and again. */
    private static final int MOST_REMEMBERED = 10_000;

    private final List<TokenKey> keys;
    private final Clock clock;
    private final Map<ByteBuffer, Boolean> remembered = Collections.synchronizedMap(new LeastUsedGoes());
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keys the first signs, all of them are accepted
     */
    public AccessTokens(List<TokenKey> keys, Clock clock) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key to sign with");
        }
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    /** Of no session that is kept anywhere: nothing ends it but its time. For programs that play riders and staff. */
    public String create(Principal principal) {
        return create(principal, Secrets.id());
    }

    /**
     * A token that ends with its session, or by its time.
     *
     * @param session its refresh tokens' family
     */
    public String create(Principal principal, String session) {
        long now = clock.instant().getEpochSecond();
        byte[] id = new byte[12];
        random.nextBytes(id);
        TokenKey key = keys.getFirst();
        JsonObject header =
                new JsonObject().put("alg", "ES256").put("typ", TYPE).put("kid", key.id());
        JsonObject payload = new JsonObject()
                .put("iss", ISSUER)
                .put("aud", AUDIENCE)
                .put("sub", principal.subject())
                .put("role", principal.role().word())
                .put("sid", session)
                .put("iat", now)
                .put("exp", now + TIME_TO_LIVE.toSeconds())
                .put("jti", HexFormat.of().formatHex(id));
        String signed = part(header) + '.' + part(payload);
        return signed + '.' + ENCODER.encodeToString(sign(key, signed));
    }

    /** Whose token it is; empty when it is not good in every respect. */
    public Optional<Caller> find(String token) {
        String[] parts = token.split("\\.", -1);
        if (token.length() > MAX_CHARACTERS || parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonObject header = json(parts[0], HEADER);
            JsonObject payload = json(parts[1], PAYLOAD);
            Optional<TokenKey> key = keys.stream()
                    .filter(each -> each.id().equals(header.getValue("kid")))
                    .findFirst();
            boolean good = "ES256".equals(header.getValue("alg"))
                    && TYPE.equals(header.getValue("typ"))
                    && key.isPresent()
                    && isSigned(token, key.get(), parts)
                    && ISSUER.equals(payload.getValue("iss"))
                    && AUDIENCE.equals(payload.getValue("aud"))
                    && payload.getValue("jti") instanceof String;
            return good ? caller(payload) : Optional.empty();
        } catch (IllegalArgumentException | DecodeException e) {
            return Optional.empty();
        }
    }

    /** The public keys, for {@code /.well-known/jwks.json}. */
    public JsonObject toJwks() {
        JsonArray open = new JsonArray();
        keys.forEach(key -> open.add(key.toJwk()));
        return new JsonObject().put("keys", open);
    }

    private Optional<Caller> caller(JsonObject payload) {
        if (!(payload.getValue("sub") instanceof String subject)
                || !(payload.getValue("role") instanceof String word)
                || !(payload.getValue("sid") instanceof String session)
                || !isWhole(payload.getValue("iat"))
                || !isWhole(payload.getValue("exp"))) {
            return Optional.empty();
        }
        Instant from = Instant.ofEpochSecond(payload.getLong("iat"));
        Instant until = Instant.ofEpochSecond(payload.getLong("exp"));
        Instant now = clock.instant();
        boolean inTime = !from.isAfter(now.plusSeconds(1))
                && now.isBefore(until)
                && Duration.between(from, until).compareTo(TIME_TO_LIVE) <= 0;
        return Arrays.stream(Role.values())
                .filter(role -> inTime && role.word().equals(word))
                .findFirst()
                .map(role -> new Caller(principal(role, subject), session, until));
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    private static Principal principal(Role role, String subject) {
        Function<String, Principal> make = role == Role.RIDER
                ? id -> new Principal.OfRider(new RiderId(id))
                : id -> new Principal.OfStaff(new StaffId(id), role);
        return make.apply(subject);
    }

    private static String part(JsonObject json) {
        return ENCODER.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject json(String part, Set<String> members) {
        String text = new String(decode(part), StandardCharsets.UTF_8);
        JsonObject json = new JsonObject(text);
        // Byte for byte what we would write: no second member of one name, no blanks, nothing unknown.
        if (!json.encode().equals(text) || !json.fieldNames().equals(members)) {
            throw new IllegalArgumentException("not ours");
        }
        return json;
    }

    private static byte[] decode(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!ENCODER.encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("another encoding of the same bytes");
        }
        return bytes;
    }

    private static byte[] sign(TokenKey key, String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key.secret());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign by ES256", e);
        }
    }

    /** Only what was good is remembered, by its hash: nobody can fill this with tokens that are not ours. */
    private boolean isSigned(String token, TokenKey key, String[] parts) {
        ByteBuffer hash = ByteBuffer.wrap(Secrets.hash(token));
        if (remembered.get(hash) != null) {
            return true;
        }
        boolean good = isSignedBy(key, parts);
        if (good) {
            remembered.put(hash, true);
        }
        return good;
    }

    private static final class LeastUsedGoes extends LinkedHashMap<ByteBuffer, Boolean> {
        private static final long serialVersionUID = 1;

        LeastUsedGoes() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }

    private static boolean isSignedBy(TokenKey key, String[] parts) {
        byte[] given = decode(parts[2]);
        if (given.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key.open());
            signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(given);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The ids of the keys, without the keys. */
    @Override
    public String toString() {
        return keys.stream().map(TokenKey::id).collect(Collectors.joining(",", "AccessTokens[", "]"));
    }
}
