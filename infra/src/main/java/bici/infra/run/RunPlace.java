package bici.infra.run;

import bici.infra.database.DatabaseAddress;
import bici.infra.database.DatabaseSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run leaves its data: the folder of authority, stations and logs, and the database that this process and
 * the server share.
 *
 * @param temporary the folder goes when the run is over
 */
public record RunPlace(DatabaseSource source, Path folder, boolean temporary) implements AutoCloseable {

    /** The database asked for; without one, an embedded one in a temporary folder that has the name in its own. */
    public static RunPlace of(Optional<DatabaseSource> asked, String name) {
        return switch (asked.orElseGet(DatabaseSource.Temporary::new)) {
            case DatabaseSource.Folder kept -> new RunPlace(kept, create(kept.folder()), false);
            case DatabaseSource.Server server -> new RunPlace(server, createTemporary(name), true);
            case DatabaseSource.Temporary none -> {
                Path folder = createTemporary(name);
                yield new RunPlace(new DatabaseSource.Folder(folder), folder, true);
            }
        };
    }

    private static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    /** Open to an unprivileged account, which the embedded database may run as; keys in it are closed by themselves. */
    private static Path createTemporary(String name) {
        try {
            Path folder = Files.createTempDirectory("bici-" + name + "-");
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    public Path stations() {
        return folder.resolve("stations");
    }

    public Path serverLog() {
        return folder.resolve("server.log");
    }

    /** The options by which another process finds the same. */
    public List<String> serverOptions() {
        return switch (source) {
            case DatabaseSource.Server server ->
                List.of("--database-url", withUser(server.address()), "--keys", folder.toString());
            case DatabaseSource.Folder kept -> List.of("--data", kept.folder().toString());
            case DatabaseSource.Temporary none -> throw new IllegalStateException("made a folder of its own before");
        };
    }

    /** What the other process must not read on its command line, since everybody can. */
    public Map<String, String> serverEnvironment() {
        Map<String, String> environment = new HashMap<>();
        if (source instanceof DatabaseSource.Server server
                && !server.address().password().isEmpty()) {
            environment.put("BICI_DATABASE_PASSWORD", server.address().password());
        }
        return environment;
    }

    private static String withUser(DatabaseAddress address) {
        String user = address.user();
        return user.isEmpty() ? address.jdbcUrl() : address.jdbcUrl().replaceFirst("//", "//" + user + "@");
    }

    @Override
    public void close() {
        if (!temporary || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
