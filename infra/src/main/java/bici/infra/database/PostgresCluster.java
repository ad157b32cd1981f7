package bici.infra.database;

import bici.infra.machine.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The files of one PostgreSQL instance and the programs that make, start and stop it. Not thread-safe: the caller holds
 * the folder's lock.
 */
final class PostgresCluster {
    static final String SUPERUSER = "bici";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int START_ATTEMPTS = 3;
    private static final String PASSWORD_FILE = "bici.password";
    private static final Map<String, String> PLAIN = Map.of("LC_ALL", "C", "TZ", "UTC");
    private static final String SETTINGS = "bici.conf";

    private final TimescaleDistribution distribution;
    private final Path folder;

    PostgresCluster(TimescaleDistribution distribution, Path folder) {
        this.distribution = distribution;
        this.folder = folder;
    }

    boolean exists() {
        return Files.exists(folder.resolve("PG_VERSION"));
    }

    /** Makes it beside its place and moves it in whole: an interrupted creation leaves no half database. */
    void create() throws IOException {
        removeLeftovers();
        Path work = Files.createTempDirectory(folder.resolveSibling(""), folder.getFileName() + ".making-");
        PostgresAccount account = PostgresAccount.choose(work);
        account.letThrough(folder.resolveSibling(""));
        account.hand(work);
        Path password = work.resolve(PASSWORD_FILE);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, randomPassword());
        account.hand(password);
        Path made = work.resolve("cluster");
        List<String> initdb = List.of(
                distribution.program("initdb").toString(),
                "--pgdata=" + made,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums",
                "--no-instructions");
        Shell.Result result = Shell.run(work, LIMIT, PLAIN, account.command(initdb));
        if (!result.isSuccess()) {
            throw new IOException("initdb failed: " + result.output().strip());
        }
        Files.move(password, made.resolve(PASSWORD_FILE));
        Files.createDirectory(made.resolve("log"));
        account.hand(made.resolve("log"));
        Files.writeString(made.resolve("postgresql.conf"), "\ninclude '" + SETTINGS + "'\n", StandardOpenOption.APPEND);
        Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(work);
    }

    private void removeLeftovers() throws IOException {
        try (var unfinished = Files.newDirectoryStream(folder.resolveSibling(""), folder.getFileName() + ".making-*")) {
            for (Path work : unfinished) {
                Folders.delete(work);
            }
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    String readPassword() throws IOException {
        return Files.readString(folder.resolve(PASSWORD_FILE)).strip();
    }

    /** How to reach one of its databases while it runs. */
    DatabaseAddress address(String database) throws IOException {
        int port = PostmasterFile.find(folder)
                .orElseThrow(() -> new IOException("PostgreSQL is not running in " + folder))
                .port();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        return new DatabaseAddress(url, SUPERUSER, readPassword());
    }

    /**
     * Waits until a PostgreSQL that is already there takes connections; after a crash it may be recovering.
     *
     * @return false when none is there
     */
    boolean awaitRunning(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<PostmasterFile> file = PostmasterFile.find(folder).filter(found -> found.isAlive(folder));
            if (file.isEmpty() || file.orElseThrow().ready()) {
                return file.isPresent();
            }
            if (System.nanoTime() > end) {
                throw new IOException(
                        "PostgreSQL has been starting for " + limit.toSeconds() + " s; see " + folder.resolve("log"));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Starts it on a free port of the loopback interface and returns when it takes connections. */
    void start() throws IOException {
        start(Optional.empty());
    }

    /** As above, where clients look for it. */
    void start(int port) throws IOException {
        start(Optional.of(port));
    }

    private void start(Optional<Integer> wanted) throws IOException {
        PostgresAccount account = PostgresAccount.choose(folder);
        Files.writeString(folder.resolve(SETTINGS), PostgresSettings.text());
        Path log = folder.resolve("log/start.log");
        for (int attempt = 1; ; attempt++) {
            Files.deleteIfExists(log);
            int port = wanted.isPresent() ? wanted.get() : findFreePort();
            Shell.Result result = pgCtl(account, "start", "--log=" + log, "--options=-p " + port);
            if (result.isSuccess()) {
                return;
            }
            String words = tail(log);
            if (attempt == START_ATTEMPTS || !mayPass(words)) {
                throw new IOException("PostgreSQL did not start in " + folder + ":\n"
                        + result.output().strip() + "\n" + words);
            }
        }
    }

    /** Another program took the port first, or the last children of a killed server are still leaving. */
    private static boolean mayPass(String log) {
        return log.contains("Address already in use") || log.contains("shared memory block");
    }

    private static int findFreePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @param mode {@code fast}: all written; {@code immediate}: for what is deleted next */
    void stop(String mode) throws IOException {
        Shell.Result result = pgCtl(PostgresAccount.choose(folder), "stop", "--mode=" + mode);
        if (!result.isSuccess()) {
            throw new IOException("PostgreSQL did not stop in " + folder + ": "
                    + result.output().strip());
        }
    }

    private Shell.Result pgCtl(PostgresAccount account, String action, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                distribution.program("pg_ctl").toString(), action, "--pgdata=" + folder, "--wait", "--timeout=100"));
        command.addAll(List.of(options));
        return Shell.run(folder, LIMIT, PLAIN, account.command(command));
    }

    /** The end of what PostgreSQL said, the newest of its logs. */
    private String tail(Path startLog) throws IOException {
        StringBuilder words = new StringBuilder();
        for (Path log : List.of(startLog, PostgresSettings.newestLog(folder))) {
            if (Files.isReadable(log)) {
                try (Stream<String> lines = Files.lines(log)) {
                    List<String> all = lines.toList();
                    all.subList(Math.max(0, all.size() - 12), all.size())
                            .forEach(line -> words.append(line).append('\n'));
                }
            }
        }
        return words.toString().strip();
    }
}
