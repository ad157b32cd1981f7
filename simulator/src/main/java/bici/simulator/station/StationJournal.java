package bici.simulator.station;

import bici.wire.WireFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What happened at a station, on disk: facts are appended and forced to disk before anyone acts on them, and stay after
 * they were acknowledged, to be sent again when asked for. Numbers go up by one, unless told to skip some, and never start
 * again. Any thread.
 */
public final class StationJournal implements AutoCloseable {
    private static final int FACTS_PER_SEGMENT = 10_000;
    private static final int ACKNOWLEDGED_STEP = 1_000;
    private static final int GROUP_BYTES = 1 << 18;

    private final Path folder;
    private final int number;
    private final SmallFile acknowledgedFile;
    private final SkippedNumbers skipped;
    private final NavigableMap<Long, JournalSegment> segments = new TreeMap<>();
    private FileChannel tail;
    private long last;
    private long toSkip;
    private long acknowledged;
    private long acknowledgedOnDisk;
    private JournalSegment.Place cursor;

    private StationJournal(Path folder, int number) throws IOException {
        this.folder = folder;
        this.number = number;
        this.acknowledgedFile = new SmallFile(folder.resolve("acknowledged"));
        JournalSegment.list(folder, number).forEach(segment -> segments.put(segment.first(), segment));
        if (segments.isEmpty()) {
            segments.put(1L, JournalSegment.in(folder, number, 1));
            Files.createFile(segments.get(1L).file());
        }
        this.last = recoverLast();
        JournalSegment newest = segments.lastEntry().getValue();
        this.skipped = new SkippedNumbers(new SmallFile(folder.resolve("skipped")));
        skipped.forgetAfter(last);
        this.tail = FileChannel.open(newest.file(), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        this.cursor = newest.start();
        this.acknowledged = acknowledgedFile.find().map(StationJournal::number).orElse(0L);
        this.acknowledgedOnDisk = acknowledged;
        if (acknowledged > last) {
            throw new JournalCorrupt(newest.file(), 0, "it ends at " + last + " but " + acknowledged + " was sent");
        }
    }

    /** A file in which a crash left no fact goes: its first one may get another number. */
    private long recoverLast() throws IOException {
        JournalSegment newest = segments.lastEntry().getValue();
        JournalSegment.Place end = newest.recover();
        while (end.equals(newest.start()) && segments.size() > 1) {
            Files.delete(newest.file());
            segments.remove(newest.first());
            newest = segments.lastEntry().getValue();
            end = newest.recover();
        }
        return end.sequence() - 1;
    }

    /**
     * Opens the journal in the folder, or begins journal 1 there.
     *
     * @throws JournalCorrupt when its files are damaged other than by a crash while writing
     */
    public static StationJournal open(Path folder) {
        try {
            Files.createDirectories(folder);
            SmallFile numberFile = new SmallFile(folder.resolve("number"));
            if (numberFile.find().isEmpty()) {
                numberFile.write("1\n");
            }
            long number = numberFile.find().map(StationJournal::number).orElse(1L);
            return new StationJournal(folder, Math.toIntExact(number));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the journal in " + folder, e);
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalStateException("a journal's number file holds no number: " + text, e);
        }
    }

    /** The journal's number: goes up when a station's memory starts anew. */
    public int number() {
        return number;
    }

    public synchronized long lastSequence() {
        return last;
    }

    /** The number that the next fact gets. */
    public synchronized long nextSequence() {
        return last + 1 + toSkip;
    }

    /** A fault: before the next fact the counter goes on by so many numbers that no fact has. */
    public synchronized void skip(long numbers) {
        toSkip += numbers;
    }

    /** The numbers between these two that the counter left out. */
    synchronized List<SkippedNumbers.Range> listSkipped(long from, long to) {
        return skipped.list(from, to);
    }

    /** The oldest fact still there. */
    public synchronized long firstSequence() {
        return segments.firstKey();
    }

    /** Everything up to here was acknowledged; after a restart it may say less than before, never more. */
    public synchronized long acknowledged() {
        return acknowledged;
    }

    public synchronized long waiting() {
        return last - acknowledged;
    }

    /** Appends one fact under the next number. When it returns, the fact is on disk. */
    public synchronized WireFact append(Stamp stamp, WireFact.Happening happening) {
        WireFact fact = new WireFact(
                nextSequence(),
                stamp.deviceTimeMs(),
                stamp.uptimeMs(),
                stamp.boot(),
                stamp.clock(),
                stamp.offline(),
                happening);
        appendAll(Stream.of(fact));
        return fact;
    }

    /** Appends facts that carry the next numbers already, all forced to disk together when it returns. */
    public synchronized void appendAll(Stream<WireFact> facts) {
        try {
            ByteBuffer group = ByteBuffer.allocate(GROUP_BYTES);
            for (Iterator<WireFact> rest = facts.iterator(); rest.hasNext(); ) {
                group = add(rest.next(), group);
            }
            flush(group);
            tail.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal in " + folder, e);
        }
    }

    private ByteBuffer add(WireFact fact, ByteBuffer group) throws IOException {
        if (fact.sequence() != nextSequence()) {
            throw new IllegalArgumentException("fact " + fact.sequence() + " cannot follow fact " + last);
        }
        if (toSkip > 0) {
            skipped.add(last + 1, last + toSkip);
        }
        // Within a file numbers go up by one.
        if (toSkip > 0 || fact.sequence() - segments.lastKey() >= FACTS_PER_SEGMENT) {
            flush(group);
            startSegment(fact.sequence());
            toSkip = 0;
        }
        byte[] line = JournalLine.write(number, fact);
        if (group.remaining() < line.length) {
            flush(group);
        }
        last = fact.sequence();
        return group.put(line);
    }

    private void startSegment(long first) throws IOException {
        tail.force(true);
        tail.close();
        JournalSegment segment = JournalSegment.in(folder, number, first);
        tail = FileChannel.open(
                segment.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        segments.put(first, segment);
    }

    private void flush(ByteBuffer group) throws IOException {
        group.flip();
        while (group.hasRemaining()) {
            tail.write(group);
        }
        group.clear();
    }

    /**
     * Up to {@code max} facts from a number on, in order; empty past the last. Reading on from where the last call
     * ended is cheap.
     *
     * @throws JournalCorrupt at a fact that is damaged
     */
    public synchronized List<WireFact> read(long from, int max) {
        List<WireFact> facts = new ArrayList<>();
        try {
            long next = skipped.firstFrom(Math.max(from, segments.firstKey()));
            while (facts.size() < max && next <= last) {
                JournalSegment segment = segments.floorEntry(next).getValue();
                JournalSegment.Place place =
                        cursor.sequence() == next && next != segment.first() ? cursor : segment.find(next);
                int wanted = (int) Math.min(max - facts.size(), last - next + 1);
                JournalSegment.Page page = segment.read(place, wanted);
                if (page.facts().isEmpty()) {
                    throw new JournalCorrupt(segment.file(), place.offset(), "it ends before fact " + next);
                }
                facts.addAll(page.facts());
                cursor = page.next();
                next = skipped.firstFrom(cursor.sequence());
            }
            return facts;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the journal in " + folder, e);
        }
    }

    /** Remembers that everything up to this number was acknowledged. */
    public synchronized void acknowledge(long upTo) {
        if (upTo > last) {
            throw new IllegalArgumentException(upTo + " cannot have been acknowledged: the last fact is " + last);
        }
        acknowledged = Math.max(acknowledged, upTo);
        if (acknowledged - acknowledgedOnDisk >= ACKNOWLEDGED_STEP || acknowledged == last) {
            saveAcknowledged();
        }
    }

    private void saveAcknowledged() {
        if (acknowledged != acknowledgedOnDisk) {
            acknowledgedFile.write(acknowledged + "\n");
            acknowledgedOnDisk = acknowledged;
        }
    }

    /** The bikes in the docks after the last fact kept, by dock. Reads the whole journal. */
    public Map<Integer, String> bikesByDock() {
        Map<Integer, String> bikes = new TreeMap<>();
        long next = firstSequence();
        for (List<WireFact> page = read(next, FACTS_PER_SEGMENT);
                !page.isEmpty();
                page = read(next, FACTS_PER_SEGMENT)) {
            for (WireFact fact : page) {
                switch (fact.happening()) {
                    case WireFact.Happening.BikeDocked docked -> bikes.put(docked.dock(), docked.bike());
                    case WireFact.Happening.BikeRemoved removed -> bikes.remove(removed.dock());
                    default -> {}
                }
            }
            next = page.getLast().sequence() + 1;
        }
        return bikes;
    }

    @Override
    public synchronized void close() {
        saveAcknowledged();
        try {
            tail.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the journal in " + folder, e);
        }
    }
}
