package bici.infra.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process of this machine holds in memory, as Linux counts it. */
public final class ResidentMemory {
    private ResidentMemory() {}

    /** Now. */
    public static double megabytes(long pid) {
        return read(pid, "VmRSS:");
    }

    /** The most it ever held. */
    public static double peakMegabytes(long pid) {
        return read(pid, "VmHWM:");
    }

    private static double read(long pid, String key) {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + key + " in " + status));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + status, e);
        }
    }
}
