package bici.infra.failpoint;

import bici.infra.failpoint.Failpoint.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Which failpoint is armed, by a file that another process writes: {@code word passes}. The last of so many passes stops
 * its thread, after a second file beside the first has said so. Any thread.
 */
public final class Trigger {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Path file;
    private volatile Optional<Armed> armed = Optional.empty();
    private volatile String text = "";

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

    /** Arms a failpoint of the process that follows this file; the hit of an earlier one is forgotten. */
    public static void arm(Path file, Failpoint point, int passes) {
        write(file, point.word() + " " + passes);
    }

    public static void disarm(Path file) {
        write(file, "");
    }

    private static void write(Path file, String words) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.deleteIfExists(hitFile(file));
            Files.writeString(draft, words);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot arm by " + file, e);
        }
    }

    /** The process that stands at the armed failpoint. */
    public static Optional<Long> findHit(Path file) {
        try {
            String words = Files.readString(hitFile(file)).strip();
            return words.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(words));
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

    private static Optional<Armed> parse(String words) {
        String[] parts = words.split(" ", 2);
        return parts.length < 2
                ? Optional.empty()
                : Failpoint.find(parts[0])
                        .map(point -> new Armed(point, new AtomicInteger(Integer.parseInt(parts[1]))));
    }

    boolean isArmed(Class<?> port, String method, Moment moment) {
        return armed.filter(a -> a.is(port, method, moment)).isPresent();
    }

    /** Does not return from the pass that it was armed for. */
    void pass(Class<?> port, String method, Moment moment) {
        Optional<Armed> now = armed.filter(a -> a.is(port, method, moment));
        if (now.isPresent() && now.get().passes().decrementAndGet() == 0) {
            stop();
        }
    }

    private void stop() {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".hit.draft");
            Files.writeString(draft, String.valueOf(ProcessHandle.current().pid()));
            Files.move(draft, hitFile(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot say that a failpoint was hit", e);
        }
        while (true) {
            LockSupport.park();
        }
    }
}
