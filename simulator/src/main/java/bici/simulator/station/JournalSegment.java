package bici.simulator.station;

import bici.wire.WireFact;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One file of a journal: the facts from {@code first} on, a line each.
 *
 * @param first sequence of its first line
 */
record JournalSegment(Path file, int journal, long first) {
    private static final String ENDING = ".facts";

    static JournalSegment in(Path folder, int journal, long first) {
        return new JournalSegment(folder.resolve(String.format("%019d%s", first, ENDING)), journal, first);
    }

    static List<JournalSegment> list(Path folder, int journal) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .map(file -> new JournalSegment(file, journal, firstOf(file)))
                    .toList();
        }
    }

    private static long firstOf(Path file) {
        String name = file.getFileName().toString();
        try {
            return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
        } catch (NumberFormatException e) {
            throw new JournalCorrupt(file, 0, "its name is no sequence");
        }
    }

    /** Facts read, and where the next one starts. */
    record Page(List<WireFact> facts, Place next) {}

    /** Where a line starts, in bytes, and its sequence. */
    record Place(long sequence, long offset) {}

    Place start() {
        return new Place(first, 0);
    }

    /** The place of a sequence that is in this file. */
    Place find(long sequence) throws IOException {
        Place place = start();
        try (Lines lines = new Lines(file, 0)) {
            while (place.sequence() < sequence) {
                byte[] line = lines.next()
                        .orElseThrow(() -> new JournalCorrupt(file, lines.offset(), "it ends before " + sequence));
                place = new Place(place.sequence() + 1, place.offset() + line.length + 1);
            }
        }
        return place;
    }

    /**
     * Up to {@code max} facts.
     *
     * @throws JournalCorrupt at a line that is not the fact it should be
     */
    Page read(Place from, int max) throws IOException {
        List<WireFact> facts = new ArrayList<>();
        Place place = from;
        try (Lines lines = new Lines(file, from.offset())) {
            while (facts.size() < max) {
                Optional<byte[]> line = lines.next();
                if (line.isEmpty()) {
                    break;
                }
                Place here = place;
                WireFact fact = JournalLine.find(journal, line.get())
                        .filter(f -> f.sequence() == here.sequence())
                        .orElseThrow(() -> new JournalCorrupt(
                                file, here.offset(), "expected fact " + here.sequence() + " of journal " + journal));
                facts.add(fact);
                place = new Place(here.sequence() + 1, here.offset() + line.get().length + 1);
            }
        }
        return new Page(facts, place);
    }

    /**
     * Cuts off what a crash left half written at the end, and tells where the next line goes.
     *
     * @throws JournalCorrupt when a damaged line has a whole one after it: that was no crash
     */
    Place recover() throws IOException {
        Place end = start();
        boolean damaged = false;
        try (Lines lines = new Lines(file, 0)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                boolean whole = JournalLine.isWhole(line.get());
                if (whole && damaged) {
                    throw new JournalCorrupt(file, end.offset(), "a damaged line has whole ones after it");
                }
                damaged |= !whole;
                end = whole ? new Place(end.sequence() + 1, end.offset() + line.get().length + 1) : end;
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end.offset());
            channel.force(true);
        }
        return end;
    }

    /** The lines of a file without their line feeds; what has none at the end is no line. */
    private static final class Lines implements AutoCloseable {
        private static final int BUFFER_BYTES = 1 << 16;

        private final InputStream in;
        private long offset;

        Lines(Path file, long offset) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(offset);
            this.in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
            this.offset = offset;
        }

        long offset() {
            return offset;
        }

        Optional<byte[]> next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    offset += line.size() + 1;
                    return Optional.of(line.toByteArray());
                }
                line.write(b);
            }
            return Optional.empty();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
