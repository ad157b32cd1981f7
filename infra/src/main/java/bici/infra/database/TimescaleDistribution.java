package bici.infra.database;

import bici.infra.machine.Progress;
import bici.infra.machine.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL 17 with TimescaleDB (Apache edition), made once per user from two trusted sources and kept in a cache:
 * PostgreSQL's programs from the class path, the extension from Debian 13 by the machine's own apt. That extension is
 * built against a newer C library than Debian 12 has, so PostgreSQL runs on Debian 13's C library, kept beside it.
 */
final class TimescaleDistribution {
    static final String EXTENSION_VERSION = "2.19.3";
    private static final String SUITE = "trixie";
    /** The last number counts our own way of putting the parts together. */
    private static final String NAME = "postgresql-17.11.0-timescaledb-" + EXTENSION_VERSION + "-1";

    private static final String ALTERNATIVES = "\nInstead you can use a TimescaleDB of your own with --database-url"
            + " postgresql://user@host/database, or start one with Docker: infra/compose/compose.yaml";
    /** {@code --argv0} lets PostgreSQL find its files by its own path, not by the loader's. */
    private static final String WRAPPER = """
            #!/bin/sh
            here=$(cd "$(dirname "$0")" && pwd)
            exec "$here/../libc/ld-linux-x86-64.so.2" --argv0 "$here/postgres" \\
              --library-path "$here/../libc:$here/../lib" "$here/postgres.elf" "$@"
            """;

    private final Path home;

    private TimescaleDistribution(Path home) {
        this.home = home;
    }

    /** The cached one, made first if it is not there: then a minute or less, some 20 MB over the network. */
    static TimescaleDistribution provide(Progress progress) {
        return provide(CacheFolder.locate(), Path.of("/etc/apt"), progress);
    }

    static TimescaleDistribution provide(Path cache, Path aptFolder, Progress progress) {
        Path home = home(cache);
        try {
            if (!Files.isDirectory(home)) {
                Files.createDirectories(cache);
                FolderLock.holding(cache.resolve(NAME + ".lock"), () -> {
                    if (!Files.isDirectory(home)) {
                        make(home, aptFolder, progress);
                    }
                    return home;
                });
            }
            return new TimescaleDistribution(home);
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "The embedded database could not be put together in " + home + ": " + Folders.words(e)
                            + ALTERNATIVES,
                    e);
        }
    }

    static Path home(Path cache) {
        return cache.resolve(NAME);
    }

    /** One that was put together elsewhere. */
    static TimescaleDistribution at(Path home) {
        return new TimescaleDistribution(home);
    }

    private static void make(Path home, Path aptFolder, Progress progress) throws IOException {
        requireMachine();
        DebianMirror mirror = DebianMirror.find(aptFolder)
                .orElseThrow(() -> new IOException(
                        "no Debian archive is configured in " + aptFolder + " (sources.list or sources.list.d)"));
        Path work = Files.createTempDirectory(home.resolveSibling(""), "making-");
        try {
            Path made = Files.createDirectory(work.resolve("made"));
            progress.say("database: unpacking PostgreSQL 17 (once; kept in " + home + ")");
            PostgresArchive.unpack(made);
            Path packages = Files.createDirectory(work.resolve("packages"));
            new DebianPackages(work, progress)
                    .unpack(
                            mirror,
                            SUITE,
                            List.of("postgresql-17-timescaledb=" + EXTENSION_VERSION + "*", "libc6"),
                            packages);
            putTogether(packages, made);
            tryOut(made);
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(made, home, StandardCopyOption.ATOMIC_MOVE);
            progress.say("database: ready");
        } finally {
            Folders.delete(work);
        }
    }

    private static void requireMachine() throws IOException {
        String machine = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        if (!machine.equals("Linux amd64")) {
            throw new IOException("it exists for Linux on amd64 only, this is " + machine);
        }
        for (String program : List.of("apt-get", "dpkg")) {
            if (!Shell.has(program)) {
                throw new IOException(program + " is not on this machine");
            }
        }
    }

    private static void putTogether(Path packages, Path made) throws IOException {
        Path extension = made.resolve("share/postgresql/extension");
        copyMatching(packages.resolve("usr/lib/postgresql/17/lib"), "*.so", made.resolve("lib/postgresql"));
        copyMatching(packages.resolve("usr/share/postgresql/17/extension"), "timescaledb*", extension);
        Path libc = Files.createDirectory(made.resolve("libc"));
        copyMatching(packages.resolve("usr/lib/x86_64-linux-gnu"), "*.so*", libc);
        Path postgres = made.resolve("bin/postgres");
        Files.move(postgres, made.resolve("bin/postgres.elf"));
        Files.writeString(postgres, WRAPPER);
        Files.setPosixFilePermissions(postgres, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void copyMatching(Path from, String glob, Path to) throws IOException {
        try (var files = Files.newDirectoryStream(from, glob)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void tryOut(Path made) throws IOException {
        Shell.Result version = Shell.run(
                made,
                Duration.ofSeconds(20),
                Map.of(),
                List.of(made.resolve("bin/postgres").toString(), "--version"));
        if (!version.isSuccess() || !version.output().startsWith("postgres (PostgreSQL) 17.")) {
            throw new IOException(
                    "PostgreSQL does not start here: " + version.output().strip());
        }
    }

    /** Full path of one of PostgreSQL's programs: {@code initdb}, {@code pg_ctl}. */
    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    Path home() {
        return home;
    }
}
