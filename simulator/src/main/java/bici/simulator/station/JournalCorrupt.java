package bici.simulator.station;

import java.nio.file.Path;

/** A journal that does not say what was written to it; a station must not go on from there. */
public final class JournalCorrupt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalCorrupt(Path file, long offset, String what) {
        super("journal " + file + " is damaged at byte " + offset + ": " + what);
    }
}
