package bici.infra.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens with one thing wrong, most of them signed with the server's own key. */
final class BadTokens {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey key;
    private final byte[] open;
    private final String good;
    private final JsonObject header;
    private final JsonObject payload;

    /**
     * @param good a token as the server makes them
     */
    BadTokens(Path keys, String good) throws IOException, GeneralSecurityException {
        String[] lines = Files.readString(keys.resolve("authority/token-key")).split("\n", -1);
        this.key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[0])));
        this.open = Base64.getDecoder().decode(lines[1]);
        this.good = good;
        String[] parts = good.split("\\.", -1);
        this.header = new JsonObject(text(parts[0]));
        this.payload = new JsonObject(text(parts[1]));
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    /** The same claims signed anew: must be good, or the others prove nothing. */
    String sound() throws GeneralSecurityException {
        return sign(header, payload);
    }

    Map<String, String> all() throws GeneralSecurityException {
        Map<String, String> bad = new LinkedHashMap<>();
        shapes(bad);
        signatures(bad);
        headers(bad);
        claims(bad);
        return bad;
    }

    private void shapes(Map<String, String> bad) {
        String[] parts = good.split("\\.", -1);
        bad.put("a word", "x");
        bad.put("only dots", "..");
        bad.put("two parts", parts[0] + '.' + parts[1]);
        bad.put("four parts", good + ".e30");
        bad.put("no signature", parts[0] + '.' + parts[1] + '.');
        bad.put("no payload", parts[0] + ".." + parts[2]);
        bad.put("padded", good + "=");
        bad.put("not Base64", parts[0] + ".!!!." + parts[2]);
        bad.put("very long", good + "A".repeat(4_000));
        bad.put("payload that is no JSON", parts[0] + '.' + URL.encodeToString(new byte[] {1, 2}) + '.' + parts[2]);
    }

    private void signatures(Map<String, String> bad) throws GeneralSecurityException {
        String[] parts = good.split("\\.", -1);
        String signed = parts[0] + '.' + parts[1] + '.';
        bad.put("zero signature", signed + URL.encodeToString(new byte[64]));
        bad.put("cut signature", good.substring(0, good.length() - 4));
        bad.put("another's claims", parts[0] + '.' + encode(payload.copy().put("sub", "other")) + '.' + parts[2]);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        PrivateKey other = generator.generateKeyPair().getPrivate();
        bad.put("another key", sign(header, payload, other, "SHA256withECDSAinP1363Format"));
        bad.put("DER signature", sign(header, payload, key, "SHA256withECDSA"));
        bad.put("SHA-384", sign(header, payload, key, "SHA384withECDSAinP1363Format"));
    }

    private void headers(Map<String, String> bad) throws GeneralSecurityException {
        String none = encode(header.copy().put("alg", "none")) + '.' + encode(payload) + '.';
        bad.put("alg none", none);
        bad.put("alg None, signed", sign(header.copy().put("alg", "None"), payload));
        bad.put("HS256 by the public key", hs256());
        bad.put("ES384", sign(header.copy().put("alg", "ES384"), payload));
        bad.put("type JWT", sign(header.copy().put("typ", "JWT"), payload));
        bad.put("no type", sign(without(header, "typ"), payload));
        bad.put("unknown key id", sign(header.copy().put("kid", "x"), payload));
        bad.put("no key id", sign(without(header, "kid"), payload));
        bad.put("key in the header", sign(header.copy().put("jwk", new JsonObject()), payload));
        bad.put("crit", sign(header.copy().put("crit", new JsonArray().add("x")), payload));
    }

    private void claims(Map<String, String> bad) throws GeneralSecurityException {
        long now = Clock.systemUTC().instant().getEpochSecond();
        claim(bad, "another issuer", claims -> claims.put("iss", "bici"));
        claim(bad, "no issuer", claims -> claims.remove("iss"));
        claim(bad, "another audience", claims -> claims.put("aud", "bici-bga-web"));
        claim(bad, "audiences in a list", claims -> claims.put("aud", new JsonArray().add("bici-bga-api")));
        claim(bad, "expired", claims -> claims.put("iat", now - 700).put("exp", now - 100));
        claim(bad, "no end", claims -> claims.remove("exp"));
        claim(bad, "end as text", claims -> claims.put("exp", String.valueOf(now + 60)));
        claim(bad, "end as a fraction", claims -> claims.put("exp", now + 60.5));
        claim(bad, "lives an hour", claims -> claims.put("exp", now + 3_600));
        claim(bad, "from tomorrow", claims -> claims.put("iat", now + 86_400).put("exp", now + 86_460));
        claim(bad, "no session", claims -> claims.remove("sid"));
        claim(bad, "session as a number", claims -> claims.put("sid", 7));
        claim(bad, "unknown role", claims -> claims.put("role", "king"));
        claim(bad, "role in capitals", claims -> claims.put("role", "ADMIN"));
        claim(bad, "no role", claims -> claims.remove("role"));
        claim(bad, "no subject", claims -> claims.remove("sub"));
        claim(bad, "subject as a number", claims -> claims.put("sub", 7));
        claim(bad, "subject that is no id", claims -> claims.put("sub", "a b"));
        claim(bad, "one claim more", claims -> claims.put("scope", "all"));
        String twice = payload.encode().replaceFirst("\\{", "{\"role\":\"admin\",");
        String first = encode(header) + '.' + URL.encodeToString(twice.getBytes(StandardCharsets.UTF_8));
        bad.put("a claim twice", first + '.' + signature(first, key, "SHA256withECDSAinP1363Format"));
    }

    private void claim(Map<String, String> bad, String name, Consumer<JsonObject> change)
            throws GeneralSecurityException {
        JsonObject changed = payload.copy();
        change.accept(changed);
        bad.put(name, sign(header, changed));
    }

    private static JsonObject without(JsonObject from, String member) {
        JsonObject copy = from.copy();
        copy.remove(member);
        return copy;
    }

    private String hs256() throws GeneralSecurityException {
        String first = encode(header.copy().put("alg", "HS256")) + '.' + encode(payload);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(open, "HmacSHA256"));
        return first + '.' + URL.encodeToString(mac.doFinal(first.getBytes(StandardCharsets.US_ASCII)));
    }

    private String sign(JsonObject head, JsonObject claims) throws GeneralSecurityException {
        return sign(head, claims, key, "SHA256withECDSAinP1363Format");
    }

    private static String sign(JsonObject head, JsonObject claims, PrivateKey by, String algorithm)
            throws GeneralSecurityException {
        String first = encode(head) + '.' + encode(claims);
        return first + '.' + signature(first, by, algorithm);
    }

    private static String signature(String text, PrivateKey by, String algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(by);
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return URL.encodeToString(signature.sign());
    }

    private static String encode(JsonObject json) {
        return URL.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }
}
