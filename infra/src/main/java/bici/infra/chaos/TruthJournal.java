package bici.infra.chaos;

import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What really happened in the street, in lines on disk: each act before it happens and once more after it, each request
 * before it is sent and its answer. Written by the process of the simulated city, which may be killed; read by
 * {@link Truth}. Any thread.
 */
final class TruthJournal implements AutoCloseable {
    static final String NOTHING = "-";
    private final FileChannel channel;
    private final Clock clock;

    private TruthJournal(FileChannel channel, Clock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /** Goes on behind what is there; a line that a kill cut off stands alone and is read as none. */
    static TruthJournal open(Path file, Clock clock) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            TruthJournal journal = new TruthJournal(channel, clock);
            journal.write(false, "begin -");
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the journal of the street, " + file, e);
        }
    }

    /** On disk when it returns. */
    void intend(String station, int journal, long sequence, Happening happening) {
        write(true, "intend " + fact(station, journal, sequence) + ' ' + happening.kind() + ' ' + describe(happening));
    }

    void done(String station, int journal, long sequence) {
        write(false, "done " + fact(station, journal, sequence));
    }

    /** A lock is about to open by a command, in the session of that epoch. On disk when it returns. */
    void open(String station, int dock, String bike, String command, long epoch) {
        write(true, "open " + station + ' ' + dock + ' ' + bike + ' ' + command + ' ' + epoch);
    }

    /** A station was told that all of its facts up to this one are kept. */
    void acknowledged(String station, int journal, long sequence) {
        write(false, "acknowledged " + station + ' ' + journal + ' ' + sequence);
    }

    void ask(String rider, String key, String code) {
        write(true, "ask " + rider + ' ' + key + ' ' + code);
    }

    /**
     * Of an unlock.
     *
     * @param status 0 when no answer came
     * @param word why not, or the unlock's state
     * @param command the unlock that the answer names, empty for none
     */
    void answer(String rider, String key, int status, String word, String command, String trip) {
        write(
                false,
                "answer " + rider + ' ' + key + ' ' + status + ' ' + orNothing(word) + ' ' + orNothing(command) + ' '
                        + orNothing(trip));
    }

    /** A rider wants to see the own trips. */
    void look(String rider) {
        write(true, "look " + rider);
    }

    /** @param status 0 when no answer came */
    void seen(String rider, int status, List<String> trips) {
        write(false, "seen " + rider + ' ' + status + ' ' + orNothing(String.join(",", trips)));
    }

    void order(String key, int status) {
        write(false, "order " + key + ' ' + status);
    }

    /** Something is about to go wrong with the station itself. */
    void strike(String station, StationFault fault) {
        write(false, "fault " + station + ' ' + fault.word());
    }

    /** The station's clocks go as they should again. */
    void right(String station) {
        write(false, "right " + station);
    }

    private static String orNothing(String word) {
        return word.isEmpty() ? NOTHING : word;
    }

    private static String fact(String station, int journal, long sequence) {
        return station + '.' + journal + '.' + sequence;
    }

    /** Dock, bike, kind of the cause, its id. */
    private static String describe(Happening happening) {
        return switch (happening) {
            case Happening.BikeRemoved it -> it.dock() + " " + it.bike() + ' ' + cause(it.cause());
            case Happening.BikeDocked it -> it.dock() + " " + it.bike() + " - -";
            case Happening.LockOpenedNotTaken it -> it.dock() + " " + it.bike() + ' ' + by("command", it.command());
            case Happening.LockFailed it -> it.dock() + " - " + by("command", it.command());
            case Happening.DockFault it -> it.dock() + " - - -";
            case Happening.DockCleared it -> it.dock() + " - - -";
            default -> "0 - - -";
        };
    }

    private static String by(String kind, Optional<String> id) {
        return id.map(known -> kind + ' ' + known).orElse("- -");
    }

    private static String cause(Cause cause) {
        return switch (cause) {
            case Cause.ByCommand by -> "command " + by.command();
            case Cause.ByCard by -> "card " + by.card();
            case Cause.ByCrew by -> "crew " + by.card();
            case Cause.ByNobody by -> "nobody -";
        };
    }

    private synchronized void write(boolean force, String words) {
        ByteBuffer line =
                ByteBuffer.wrap(("\n" + clock.millis() + ' ' + words + " .").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            if (force) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal of the street", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the journal of the street", e);
        }
    }
}
