package bici.infra.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the embedded database needs of this machine, for those who examine it before use. */
public final class EmbeddedParts {
    private EmbeddedParts() {}

    /** Where its programs are kept between runs. */
    public static Path cache() {
        return CacheFolder.locate();
    }

    /** Whether its programs were put together before, so that nothing needs to be fetched. */
    public static boolean areCached() {
        return Files.isDirectory(TimescaleDistribution.home(CacheFolder.locate()));
    }

    /** The address of the Debian archive that this machine trusts. */
    public static Optional<String> findMirror() {
        try {
            return DebianMirror.find(Path.of("/etc/apt")).map(DebianMirror::uri);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Under which account PostgreSQL would run, in words.
     *
     * @throws IOException when PostgreSQL cannot run here, with why
     */
    public static String describeAccount() throws IOException {
        return switch (PostgresAccount.choose(Path.of("/nonexistent"))) {
            case PostgresAccount.Own own -> "PostgreSQL runs as " + System.getProperty("user.name");
            case PostgresAccount.UserNamespace namespace ->
                "PostgreSQL runs in a user namespace (it refuses root and users without a name)";
            case PostgresAccount.Other other -> "this is root: PostgreSQL runs as " + other.account();
        };
    }
}
