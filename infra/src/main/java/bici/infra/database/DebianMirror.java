package bici.infra.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Debian archive that this machine is already configured to trust (sources.list(5), both formats).
 *
 * @param uri as written in the configuration
 * @param signedBy key ring as written there, or the one Debian installs; empty when apt's own trust store is to be used
 */
record DebianMirror(String uri, Optional<String> signedBy) {
    private static final Set<String> SUITES = Set.of(
            "bookworm", "trixie", "forky", "duke", "sid", "unstable", "stable", "testing", "oldstable", "bullseye");
    private static final Pattern ONE_LINE = Pattern.compile(
            "^deb\\s+(?:\\[(?<options>[^]]*)]\\s+)?(?<uri>\\S+)\\s+(?<suite>\\S+)\\s+(?<components>.*)$");
    private static final Path DEFAULT_KEYS = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    /** Looks in {@code sources.list} and {@code sources.list.d} under the given folder, usually {@code /etc/apt}. */
    static Optional<DebianMirror> find(Path aptFolder) throws IOException {
        for (Path file : listSources(aptFolder)) {
            String text = Files.readString(file);
            Optional<DebianMirror> found =
                    file.toString().endsWith(".sources") ? findInStanzas(text) : findInLines(text);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<Path> listSources(Path aptFolder) throws IOException {
        List<Path> files = new ArrayList<>();
        Path single = aptFolder.resolve("sources.list");
        if (Files.isReadable(single)) {
            files.add(single);
        }
        Path parts = aptFolder.resolve("sources.list.d");
        if (Files.isDirectory(parts)) {
            try (Stream<Path> inside = Files.list(parts)) {
                inside.filter(f ->
                                f.toString().endsWith(".list") || f.toString().endsWith(".sources"))
                        .filter(Files::isReadable)
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static Optional<DebianMirror> findInLines(String text) {
        for (String line : text.lines().toList()) {
            Matcher parts = ONE_LINE.matcher(line.strip());
            if (parts.matches()
                    && SUITES.contains(parts.group("suite"))
                    && hasWord(parts.group("components"), "main")) {
                String options = Optional.ofNullable(parts.group("options")).orElse("");
                Optional<String> keys = Stream.of(options.trim().split("\\s+"))
                        .filter(o -> o.startsWith("signed-by="))
                        .map(o -> o.substring("signed-by=".length()))
                        .findFirst();
                return Optional.of(new DebianMirror(parts.group("uri"), keys.or(DebianMirror::findDefaultKeys)));
            }
        }
        return Optional.empty();
    }

    private static Optional<DebianMirror> findInStanzas(String text) {
        for (String stanza : text.split("\\n\\s*\\n", -1)) {
            boolean isDebian = hasWord(field(stanza, "Types"), "deb")
                    && hasWord(field(stanza, "Components"), "main")
                    && !field(stanza, "Enabled").equalsIgnoreCase("no")
                    && Stream.of(field(stanza, "Suites").split("\\s+")).anyMatch(SUITES::contains);
            String uris = field(stanza, "URIs");
            if (isDebian && !uris.isEmpty()) {
                Optional<String> keys = Optional.of(field(stanza, "Signed-By")).filter(k -> k.startsWith("/"));
                return Optional.of(new DebianMirror(
                        Stream.of(uris.split("\\s+")).findFirst().orElseThrow(),
                        keys.or(DebianMirror::findDefaultKeys)));
            }
        }
        return Optional.empty();
    }

    private static String field(String stanza, String name) {
        return stanza.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static boolean hasWord(String words, String word) {
        return List.of(words.strip().split("\\s+")).contains(word);
    }

    private static Optional<String> findDefaultKeys() {
        return Files.isReadable(DEFAULT_KEYS) ? Optional.of(DEFAULT_KEYS.toString()) : Optional.empty();
    }

    /** A deb822 sources file for one suite of this archive. */
    String toSources(String suite) {
        return "Types: deb\nURIs: " + uri + "\nSuites: " + suite + "\nComponents: main\n"
                + signedBy.map(keys -> "Signed-By: " + keys + "\n").orElse("");
    }
}
