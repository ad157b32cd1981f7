package bici.infra.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away temporary databases whose program was killed before it could. */
final class TemporaryDatabases {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryDatabases.class);

    private TemporaryDatabases() {}

    static void sweep(Path shared, String prefix) throws IOException {
        try (var folders = Files.newDirectoryStream(shared, prefix + "*")) {
            for (Path folder : folders) {
                try {
                    sweepOne(folder);
                } catch (IOException e) {
                    LOG.debug("{} is left as it is", folder, e); // another user's
                }
            }
        }
    }

    private static void kill(ProcessHandle postgres) {
        postgres.destroyForcibly();
        postgres.onExit().completeOnTimeout(postgres, 10, TimeUnit.SECONDS).join();
    }

    private static void sweepOne(Path folder) throws IOException {
        Path cluster = folder.resolve("database");
        if (!Files.isDirectory(folder.resolve("database.users")) || !Files.isWritable(folder)) {
            return; // just being made, or not ours
        }
        FolderLock.holding(EmbeddedDatabase.lockFile(folder), () -> {
            if (EmbeddedDatabase.users(folder).isUsed()) {
                return folder;
            }
            Optional<PostmasterFile> running = PostmasterFile.find(cluster).filter(file -> file.isAlive(cluster));
            running.flatMap(file -> ProcessHandle.of(file.pid())).ifPresent(TemporaryDatabases::kill);
            Folders.delete(cluster);
            Folders.delete(folder);
            return folder;
        });
    }
}
