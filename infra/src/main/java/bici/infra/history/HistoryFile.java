package bici.infra.history;

import bici.infra.history.HistoryLine.Happened;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Histories on disk: a line of JSON each. Several processes write one each; {@link #merge} makes one of them. A line that a
 * kill cut off at the end of a file is left out: its act did not follow.
 */
public final class HistoryFile implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ObjectWriter WRITER = MAPPER.writerFor(HistoryLine.class);
    private static final ObjectReader READER = MAPPER.readerFor(HistoryLine.class);

    private final BufferedWriter out;

    private HistoryFile(BufferedWriter out) {
        this.out = out;
    }

    /** Adds to the file, which may be new; what a kill left of a last line goes. */
    public static HistoryFile append(Path file) {
        try {
            if (Files.exists(file)) {
                cutAfterLastLine(file);
            }
            return new HistoryFile(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void cutAfterLastLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            long length = channel.size();
            while (length > 0 && (channel.read(last.clear(), length - 1) != 1 || last.get(0) != '\n')) {
                length--;
            }
            channel.truncate(length);
        }
    }

    /** Adds a line; handed to the operating system when this returns, so that a kill of this process loses nothing. */
    public synchronized void write(HistoryLine line) {
        try {
            put(line);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #write}, without handing over: for what can be written anew. */
    public synchronized void writeLater(HistoryLine line) {
        try {
            put(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(HistoryLine line) throws IOException {
        out.write(WRITER.writeValueAsString(line));
        out.write('\n');
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands over every line in order. */
    public static void read(Path file, Consumer<HistoryLine> lines) {
        try (Source source = new Source(file)) {
            while (source.next != null) {
                lines.accept(source.next);
                source.advance();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** One history of files that are in order each: by time; of the same time, by the order of the files. */
    public static void merge(List<Path> files, Path into) {
        List<Source> sources = new ArrayList<>();
        try (HistoryFile merged = append(into)) {
            PriorityQueue<Source> queue =
                    new PriorityQueue<>(Comparator.comparingLong(Source::at).thenComparingInt(s -> s.rank));
            for (Path file : files) {
                Source source = new Source(file);
                source.rank = sources.size();
                sources.add(source);
                offer(queue, source);
            }
            for (Source first = queue.poll(); first != null; first = queue.poll()) {
                if (first.next != null) {
                    merged.writeLater(first.next);
                }
                first.advance();
                offer(queue, first);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot merge into " + into, e);
        } finally {
            sources.forEach(Source::close);
        }
    }

    private static void offer(PriorityQueue<Source> queue, Source source) {
        if (source.next != null) {
            queue.add(source);
        }
    }

    /** A file that is being read. What is kept at the end has no time and comes after everything that has. */
    private static final class Source implements AutoCloseable {
        private final BufferedReader in;
        private @Nullable HistoryLine next;
        private int rank;

        Source(Path file) throws IOException {
            in = Files.newBufferedReader(file);
            advance();
        }

        long at() {
            return next instanceof Happened happened ? happened.at() : Long.MAX_VALUE;
        }

        void advance() throws IOException {
            String line = in.readLine();
            next = line == null ? null : parse(line);
        }

        private @Nullable HistoryLine parse(String line) throws IOException {
            try {
                return READER.readValue(line);
            } catch (JsonProcessingException e) {
                if (in.readLine() == null) {
                    return null;
                }
                throw e;
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
