package bici.infra.database;

import bici.infra.machine.Progress;
import bici.infra.machine.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fetches packages of a Debian suite with the machine's own apt, signatures checked, into folders of our own: needs no
 * root and changes nothing of the machine's package state.
 */
final class DebianPackages {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Map<String, String> PLAIN = Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive");

    private final Path work;
    private final Progress progress;

    /** @param work an empty folder of the caller's, who also removes it */
    DebianPackages(Path work, Progress progress) {
        this.work = work;
        this.progress = progress;
    }

    /**
     * Downloads the packages and unpacks each below {@code target}.
     *
     * @param packages as apt-get takes them, a version may follow after {@code =}
     * @throws IOException with apt's own words when it fails
     */
    void unpack(DebianMirror mirror, String suite, List<String> packages, Path target) throws IOException {
        Files.createDirectories(work.resolve("state/lists/partial"));
        Files.createDirectories(work.resolve("cache/archives/partial"));
        Path downloads = Files.createDirectories(work.resolve("downloads"));
        Path sources = Files.writeString(work.resolve("bici.sources"), mirror.toSources(suite));
        progress.say("database: reading the package list of Debian " + suite);
        apt(sources, List.of("update"));
        progress.say("database: downloading " + String.join(", ", packages));
        List<String> download = new ArrayList<>(List.of("download"));
        download.addAll(packages);
        apt(sources, download);
        try (Stream<Path> files = Files.list(downloads)) {
            for (Path deb : files.filter(f -> f.toString().endsWith(".deb")).toList()) {
                require(Shell.run(work, LIMIT, PLAIN, List.of("dpkg", "-x", deb.toString(), target.toString())));
            }
        }
    }

    private void apt(Path sources, List<String> action) throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-get", "-qq"));
        for (String option : List.of(
                "Dir::State=" + work.resolve("state"),
                "Dir::State::lists=" + work.resolve("state/lists"),
                "Dir::State::status=/dev/null",
                "Dir::Cache=" + work.resolve("cache"),
                "Dir::Etc::sourcelist=" + sources,
                "Dir::Etc::sourceparts=/dev/null",
                "APT::Architecture=amd64",
                "APT::Sandbox::User=root",
                "APT::Update::Error-Mode=any",
                "Acquire::Languages=none",
                "Acquire::Retries=3")) {
            command.add("-o");
            command.add(option);
        }
        command.addAll(action);
        require(Shell.run(work.resolve("downloads"), LIMIT, PLAIN, command));
    }

    private static void require(Shell.Result result) throws IOException {
        if (!result.isSuccess()) {
            throw new IOException(result.output().strip());
        }
    }
}
