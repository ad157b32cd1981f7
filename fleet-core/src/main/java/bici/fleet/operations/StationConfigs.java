package bici.fleet.operations;

import bici.fleet.vocabulary.PlainText;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the control room wants stations to run on. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while the database
 * is away.
 */
public interface StationConfigs {
    int MAX_SETTINGS = 64;

    /** Characters of a value. */
    int MAX_VALUE = 256;

    /** How a setting may be called. */
    Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Wants these settings, all of them. The same as already wanted changes nothing; a change has its audit entry. */
    Answer put(Request request, Instant at);

    /**
     * An operator's wish.
     *
     * @param note why, up to {@link StaffDesk#MAX_NOTE} characters, may be empty
     */
    record Request(StaffId staff, StationId station, Map<String, String> settings, String note) {
        public Request {
            settings = Map.copyOf(settings);
            if (settings.size() > MAX_SETTINGS) {
                throw new IllegalArgumentException("a station has up to " + MAX_SETTINGS + " settings");
            }
            settings.forEach(Request::judge);
        }

        /** PROTOCOL.md, 3 and 12: a line feed in a value would add a line to what is hashed. */
        private static void judge(String name, String value) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("no name of a setting");
            }
            if (PlainText.length(value) > MAX_VALUE) {
                throw new IllegalArgumentException("the value of " + name + " is over " + MAX_VALUE + " characters");
            }
            PlainText.findStrayInLine(value).ifPresent(stray -> {
                throw new IllegalArgumentException("the value of " + name + " holds the " + stray);
            });
            StationSettings.findFault(name, value).ifPresent(fault -> {
                throw new IllegalArgumentException("the value of " + name + " is " + fault);
            });
        }
    }

    /** What became of it. */
    sealed interface Answer {
        record Wanted(Config config) implements Answer {}

        record NoSuchStation() implements Answer {}
    }

    /**
     * Settings as they go over the wire (PROTOCOL.md, "Config").
     *
     * @param settings by name, in the order of the names' bytes
     */
    record Config(long version, String hash, SortedMap<String, String> settings) {
        private static final Comparator<String> BYTES =
                Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), java.util.Arrays::compareUnsigned);

        public Config {
            SortedMap<String, String> sorted = new TreeMap<>(BYTES);
            sorted.putAll(settings);
            settings = java.util.Collections.unmodifiableSortedMap(sorted);
        }

        /** With the hash that its settings have. */
        public static Config of(long version, Map<String, String> settings) {
            SortedMap<String, String> sorted = new TreeMap<>(BYTES);
            sorted.putAll(settings);
            StringBuilder lines = new StringBuilder();
            sorted.forEach((name, value) ->
                    lines.append(name).append('=').append(value).append('\n'));
            return new Config(version, sha256(lines.toString()), sorted);
        }

        private static String sha256(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
