package bici.infra.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Time of all processors since the machine started, as Linux counts it in {@code /proc/stat}, in its ticks. Waiting for a
 * disk does not count as idle.
 */
public record ProcessorTime(long idle, long all) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int IDLE = 3;
    /** What guests used is in the first two already. */
    private static final int COUNTED = 8;

    /** Now, of the whole machine: also what other programs use. */
    public static ProcessorTime read() {
        try (var lines = Files.lines(STAT)) {
            return parse(lines.findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STAT, e);
        }
    }

    static ProcessorTime parse(String line) {
        if (!line.startsWith("cpu ")) {
            throw new IllegalStateException(STAT + " begins with " + line);
        }
        long[] ticks = Arrays.stream(line.substring(4).strip().split(" +"))
                .limit(COUNTED)
                .mapToLong(Long::parseLong)
                .toArray();
        return new ProcessorTime(ticks[IDLE], LongStream.of(ticks).sum());
    }

    /** Share of the time since then that no processor worked, in percent. */
    public double idlePercentSince(ProcessorTime before) {
        return 100.0 * (idle - before.idle) / Math.max(1, all - before.all);
    }
}
