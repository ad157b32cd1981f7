package bici.infra.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One holder at a time, over all threads and all processes of the machine. The kernel frees it when a process dies. A
 * file lock alone does not do: it belongs to the whole JVM, and closing any channel of the file gives it up.
 */
final class FolderLock {
    private static final Map<Path, ReentrantLock> IN_THIS_JVM = new ConcurrentHashMap<>();

    private FolderLock() {}

    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    /** Waits for the lock and runs the action under it; the lock's file is made when not there and stays behind. */
    static <T> T holding(Path file, Action<T> action) throws IOException {
        Path key = file.toAbsolutePath().normalize();
        ReentrantLock inThisJvm = IN_THIS_JVM.computeIfAbsent(key, k -> new ReentrantLock());
        inThisJvm.lock();
        try (FileChannel channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock();
            try {
                return action.run();
            } finally {
                lock.release();
            }
        } finally {
            inThisJvm.unlock();
        }
    }
}
