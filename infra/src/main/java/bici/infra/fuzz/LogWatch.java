package bici.infra.fuzz;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a server adds to its log, and finds stack traces in any text. For one thread. */
final class LogWatch {
    private static final Pattern FRAME = Pattern.compile("\\s+at [\\w.$/@-]+\\(.*\\).*");
    private static final Pattern MORE =
            Pattern.compile("\\s*(Caused by: .*|Suppressed: .*|\\.\\.\\. \\d+ (more|common frames omitted))");

    private final Path log;
    private long read;

    LogWatch(Path log) {
        this.log = log;
    }

    /** What came since the last time. */
    String news() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            if (length <= read) {
                return "";
            }
            byte[] bytes = new byte[Math.toIntExact(length - read)];
            file.seek(read);
            file.readFully(bytes);
            read = length;
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the server's log cannot be read: " + log, e);
        }
    }

    /** The line above each stack trace of a text; causes belong to the trace they explain. */
    static List<String> traces(String text) {
        List<String> found = new ArrayList<>();
        String before = "";
        boolean inside = false;
        for (String line : text.lines().toList()) {
            boolean frame = FRAME.matcher(line).matches();
            if (frame && !inside) {
                found.add(before);
            }
            inside = frame || (inside && MORE.matcher(line).matches());
            before = line;
        }
        return found;
    }
}
