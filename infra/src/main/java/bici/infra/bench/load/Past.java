package bici.infra.bench.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What stations journalled while nobody heard them: bikes taken by nobody known at one and locked in at any other, a
 * quarter of them under way at a time. Each station's journal is in the order of time; whichever comes first, bikes' facts
 * lie in many of them. The seed decides everything.
 */
public final class Past {
    private static final int MOST_IN_A_BATCH = 500;
    private static final int MOST_BYTES = 64 * 1024;
    private static final String HEAD = "{\"journal\":1,\"boot\":1,\"clock\":\"synced\",\"offline\":true,\"facts\":[";
    private static final Duration BOOTED_BEFORE = Duration.ofMinutes(1);

    private final List<String> stations;
    private final SplittableRandom dice = new SplittableRandom(1);
    private final List<Queue<Integer>> freeDocks = new ArrayList<>();
    private final List<Bike> docked = new ArrayList<>();
    private final List<String> bikes = new ArrayList<>();
    private final Queue<Bike> riding = new ArrayDeque<>();
    private final long[] sequences;
    private final int mostRiding;
    private final long bootMs;
    private long nowMs;
    private long facts;
    private long trips;

    private static final class Bike {
        private final String id;
        private int station;
        private int dock;
        private boolean met;

        private Bike(String id) {
            this.id = id;
        }
    }

    private record Entry(int station, long sequence, long atMs, boolean removal, int dock, String bike) {}

    /** From that moment on; no bike stands anywhere yet. Each station has twice as many docks as bikes. */
    public Past(List<String> stations, int bikesPerStation, Instant from) {
        this.stations = List.copyOf(stations);
        this.sequences = new long[stations.size()];
        this.nowMs = from.toEpochMilli();
        this.bootMs = from.minus(BOOTED_BEFORE).toEpochMilli();
        int count = stations.size() * bikesPerStation;
        this.mostRiding = count / 4;
        for (int n = 0; n < count; n++) {
            bikes.add("P%06d".formatted(n));
            riding.add(new Bike(bikes.getLast()));
        }
        for (int n = 0; n < stations.size(); n++) {
            List<Integer> docks = new ArrayList<>(
                    IntStream.rangeClosed(1, 2 * bikesPerStation).boxed().toList());
            Collections.shuffle(docks, new Random(n));
            freeDocks.add(new ArrayDeque<>(docks));
        }
    }

    /** In their order. */
    public List<String> bikes() {
        return List.copyOf(bikes);
    }

    /** In their order. */
    public List<String> stations() {
        return stations;
    }

    /** When every station was started. */
    public Instant booted() {
        return Instant.ofEpochMilli(bootMs);
    }

    /** All that happened so far. */
    public Count count() {
        long open = riding.stream().filter(bike -> bike.met).count();
        return new Count(facts, trips, open);
    }

    /** The next so many facts, spread evenly over that time. */
    public Portion next(int count, Duration over) {
        long from = nowMs;
        List<Entry> entries = new ArrayList<>(count);
        for (int n = 1; n <= count; n++) {
            nowMs = from + over.toMillis() * n / count;
            entries.add(riding.size() > mostRiding ? dock() : remove());
        }
        facts += count;
        return new Portion(entries);
    }

    private Entry dock() {
        Bike bike = riding.remove();
        int station = dice.nextInt(stations.size());
        while (freeDocks.get(station).isEmpty()) {
            station = (station + 1) % stations.size();
        }
        if (bike.met) {
            trips++;
        }
        bike.met = true;
        bike.station = station;
        bike.dock = freeDocks.get(station).remove();
        docked.add(bike);
        return entry(bike, false);
    }

    private Entry remove() {
        int chosen = dice.nextInt(docked.size());
        Bike bike = docked.set(chosen, docked.getLast());
        docked.removeLast();
        freeDocks.get(bike.station).add(bike.dock);
        riding.add(bike);
        return entry(bike, true);
    }

    private Entry entry(Bike bike, boolean removal) {
        return new Entry(bike.station, ++sequences[bike.station], nowMs, removal, bike.dock, bike.id);
    }

    /** A piece of every station's journal. */
    public final class Portion {
        private final List<Entry> entries;

        private Portion(List<Entry> entries) {
            this.entries = entries;
        }

        public int facts() {
            return entries.size();
        }

        /** Of each station, in their order, its messages in their order: as full as the protocol lets them be. */
        List<List<String>> messages() {
            List<List<Entry>> journals = new ArrayList<>();
            stations.forEach(station -> journals.add(new ArrayList<>()));
            entries.forEach(entry -> journals.get(entry.station()).add(entry));
            return journals.stream().map(this::messages).toList();
        }

        private List<String> messages(List<Entry> journal) {
            List<String> messages = new ArrayList<>();
            StringBuilder json = new StringBuilder(HEAD);
            int count = 0;
            for (Entry entry : journal) {
                String fact = fact(entry);
                if (count == MOST_IN_A_BATCH || json.length() + fact.length() + 3 > MOST_BYTES) {
                    messages.add(json.append("]}").toString());
                    json.setLength(HEAD.length());
                    count = 0;
                }
                json.append(count == 0 ? "" : ",").append(fact);
                count++;
            }
            if (count > 0) {
                messages.add(json.append("]}").toString());
            }
            return messages;
        }

        private String fact(Entry entry) {
            String event = entry.removal()
                    ? Statements.removed(entry.dock(), entry.bike(), Statements.byNobody())
                    : Statements.docked(entry.dock(), entry.bike());
            return Statements.entry(entry.sequence(), entry.atMs(), entry.atMs() - bootMs, event);
        }

        /**
         * The same facts, in the order of time, as rows of table {@code fact} in the text format of COPY, with what the
         * product would have found out about them.
         */
        public void writeRows(Path file, Instant arrived) {
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (Entry entry : entries) {
                    String at = Instant.ofEpochMilli(entry.atMs()).toString();
                    out.write(String.join(
                            "\t",
                            List.of(
                                    stations.get(entry.station()),
                                    "1",
                                    String.valueOf(entry.sequence()),
                                    at,
                                    at,
                                    "device",
                                    "0",
                                    arrived.toString(),
                                    String.valueOf(entry.atMs() - bootMs),
                                    "1",
                                    "synced",
                                    "t",
                                    entry.removal() ? "bike-removed" : "bike-docked",
                                    String.valueOf(entry.dock()),
                                    entry.bike(),
                                    entry.removal() ? "nobody" : "\\N",
                                    entry.removal() ? "unauthorised" : "\\N")));
                    out.write('\n');
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        }
    }
}
