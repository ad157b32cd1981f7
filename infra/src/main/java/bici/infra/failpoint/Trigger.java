package bici.infra.failpoint;

import bici.infra.failpoint.Failpoint.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Which failpoints are armed, by a file that another process writes: {@code word passes}, one a line. The last of so many
 * passes of one stops its thread, after a second file beside the first has said so; the others then stop nobody any
 * more. Any thread.
 */
public final class Trigger {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Path file;
    private final AtomicBoolean hit = new AtomicBoolean();
    private volatile List<Armed> armed = List.of();
    private volatile String text = "";

    /** A process that stands at a failpoint. */
    public record Hit(Failpoint point, long pid) {}

    private record Armed(Failpoint point, AtomicInteger passes) {
        boolean is(Class<?> port, String method, Moment moment) {
            return point.moment() == moment
                    && point.port().equals(port)
                    && point.method().equals(method);
        }
    }

    private Trigger(Path file) {
        this.file = file;
    }

    /** Reads the file now and whenever it changes. */
    static Trigger follow(Path file) {
        Trigger trigger = new Trigger(file);
        trigger.look();
        Thread.ofPlatform().daemon().name("failpoints").start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                trigger.look();
            }
        });
        return trigger;
    }

    /** Arms a failpoint of the process that follows this file; those armed before, and their hit, are forgotten. */
    public static void arm(Path file, Failpoint point, int passes) {
        write(hitFile(file), "");
        armMore(file, Map.of(point, passes));
    }

    /** Arms these instead, unless one is hit already, which is not forgotten. */
    public static void armMore(Path file, Map<Failpoint, Integer> passes) {
        write(
                file,
                passes.entrySet().stream()
                        .map(point -> point.getKey().word() + " " + point.getValue())
                        .collect(Collectors.joining("\n")));
    }

    public static void disarm(Path file) {
        write(hitFile(file), "");
        write(file, "");
    }

    /** Whoever reads it sees the old words or the new ones. */
    private static void write(Path file, String words) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.writeString(draft, words);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The process that stands at an armed failpoint. */
    public static Optional<Hit> findHit(Path file) {
        try {
            String[] words = Files.readString(hitFile(file)).strip().split(" ", 2);
            return Failpoint.find(words[0]).map(point -> new Hit(point, Long.parseLong(words[1])));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + hitFile(file), e);
        }
    }

    private static Path hitFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".hit");
    }

    private void look() {
        try {
            String now = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!now.equals(text)) {
                text = now;
                armed = parse(now);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static List<Armed> parse(String words) {
        return words.lines()
                .map(line -> line.split(" ", 2))
                .flatMap(parts -> Failpoint.find(parts[0]).stream()
                        .map(point -> new Armed(point, new AtomicInteger(Integer.parseInt(parts[1])))))
                .toList();
    }

    private Optional<Armed> find(Class<?> port, String method, Moment moment) {
        return armed.stream().filter(a -> a.is(port, method, moment)).findFirst();
    }

    boolean isArmed(Class<?> port, String method, Moment moment) {
        return find(port, method, moment).isPresent();
    }

    /** Does not return from the pass that it was armed for, the first that comes to it. */
    void pass(Class<?> port, String method, Moment moment) {
        Optional<Armed> now = find(port, method, moment);
        if (now.isPresent() && now.get().passes().decrementAndGet() == 0 && hit.compareAndSet(false, true)) {
            stop(now.get().point());
        }
    }

    private void stop(Failpoint point) {
        write(hitFile(file), point.word() + " " + ProcessHandle.current().pid());
        while (true) {
            LockSupport.park();
        }
    }
}
