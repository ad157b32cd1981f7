package bici.infra.door;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files, connections among them, this process may have open. */
final class FileDescriptors {
    /** For the program itself: its jar, logs, the database's connections, event loops. */
    private static final int OWN = 256;

    private FileDescriptors() {}

    /** What is left for connections of stations and HTTP together. */
    static long forConnections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? Math.max(0, unix.getMaxFileDescriptorCount() - OWN)
                : Integer.MAX_VALUE;
    }
}
