package bici.infra.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * Who uses an embedded database just now: one empty file per opening, named after its process. A process that was
 * killed leaves its file behind; it counts no longer. The caller holds the folder's lock.
 */
record DatabaseUsers(Path folder) {

    /** Marks this process as one more user; the file returned is given back to {@link #leave}. */
    Path enter() throws IOException {
        Files.createDirectories(folder);
        ProcessHandle self = ProcessHandle.current();
        return Files.createFile(folder.resolve(self.pid() + "." + startMs(self) + "." + UUID.randomUUID()));
    }

    /** Takes the mark away; true when nobody alive is left. */
    boolean leave(Path mark) throws IOException {
        Files.deleteIfExists(mark);
        return !isUsed();
    }

    boolean isUsed() throws IOException {
        boolean used = false;
        if (Files.isDirectory(folder)) {
            try (var marks = Files.newDirectoryStream(folder)) {
                for (Path mark : marks) {
                    if (isAlive(mark.getFileName().toString())) {
                        used = true;
                    } else {
                        Files.deleteIfExists(mark);
                    }
                }
            }
        }
        return used;
    }

    private static boolean isAlive(String mark) {
        String[] parts = mark.split("\\.", 3);
        if (parts.length != 3) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> startMs(process) == Long.parseLong(parts[1]))
                .isPresent();
    }

    /** Zero where the system does not tell. */
    private static long startMs(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
