package bici.gateway.credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Serial numbers that are no longer good, one a line in hexadecimal. Asking is free of waiting and safe from any
 * thread; {@link #refresh} reads the file again when another process changed it.
 */
public final class RevocationList {
    private final Path file;
    private volatile Set<BigInteger> serials = Set.of();
    private FileTime seen = FileTime.fromMillis(0);
    private long seenSize = -1;

    RevocationList(Path file) {
        this.file = file;
        refresh();
    }

    public boolean contains(BigInteger serial) {
        return serials.contains(serial);
    }

    /** Blocking: reads the file if it changed. */
    public synchronized void refresh() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            if (!changed.equals(seen) || size != seenSize) {
                serials = read();
                seen = changed;
                seenSize = size;
            }
        } catch (NoSuchFileException e) {
            serials = Set.of();
            seenSize = -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void add(BigInteger serial) throws IOException {
        PrivateFiles.append(file, serial.toString(16));
        Set<BigInteger> more = new HashSet<>(serials);
        more.add(serial);
        serials = Set.copyOf(more);
    }

    private Set<BigInteger> read() throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return Set.copyOf(lines.map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> new BigInteger(line, 16))
                    .toList());
        }
    }
}
