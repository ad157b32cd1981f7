package bici.infra.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The spellings of a database's address that people use. */
public final class DatabaseUrl {
    private static final String JDBC = "jdbc:";

    private DatabaseUrl() {}

    /**
     * Reads one of them.
     *
     * @param url {@code postgresql://user:password@host:port/name?options}, also beginning with {@code postgres:} or
     *     {@code jdbc:postgresql:}
     * @param password used when the URL holds none; may be empty
     * @throws IllegalArgumentException when it is no such address; the message does not repeat it, it may hold a password
     */
    public static DatabaseAddress parse(String url, String password) {
        URI uri = toUri(url.startsWith(JDBC) ? url.substring(JDBC.length()) : url);
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        if (!(scheme.equals("postgresql") || scheme.equals("postgres")) || uri.getHost() == null || path.length() < 2) {
            throw new IllegalArgumentException("it is no address such as postgresql://user@host:5432/name");
        }
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String[] who = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
        String given = who.length == 2 ? decode(who[1]) : password;
        return new DatabaseAddress(
                "jdbc:postgresql://" + uri.getHost() + ":" + port + path + query, decode(who[0]), given);
    }

    private static URI toUri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is no address such as postgresql://user@host:5432/name");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
