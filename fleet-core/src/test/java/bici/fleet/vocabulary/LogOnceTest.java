package bici.fleet.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogOnceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LogOnce once = new LogOnce(Duration.ofMinutes(1), 3);

    @Test
    void theFirstIsLoggedAndTheRestOfItsMinuteIsCounted() {
        assertThat(once.next("a", 0)).hasValue(1);
        for (int i = 1; i <= 999; i++) {
            assertThat(once.next("a", 59 * SECOND)).isEmpty();
        }
        assertThat(once.next("a", 60 * SECOND)).hasValue(1_000);
        assertThat(once.next("a", 61 * SECOND)).isEmpty();
        assertThat(once.next("a", 1_000 * SECOND)).hasValue(2);
    }

    @Test
    void anotherKeyIsAnotherLine() {
        assertThat(once.next("a", 0)).hasValue(1);
        assertThat(once.next("b", 0)).hasValue(1);
        assertThat(once.next("b", 0)).isEmpty();
    }

    @Test
    void tooManyKeysShareOneLine() {
        long lines = IntStream.range(0, 10_000)
                .mapToObj(i -> once.next("key " + i, SECOND))
                .filter(OptionalLong::isPresent)
                .count();

        assertThat(lines).isEqualTo(4);
        assertThat(once.next("key 9", 61 * SECOND)).as("quiet keys make room").hasValue(1);
    }

    @Test
    void aKeyThatIsKnownKeepsItsLineAmongStrangers() {
        once.next("known", 0);
        IntStream.range(0, 100).forEach(i -> once.next("key " + i, 30 * SECOND));

        assertThat(once.next("known", 60 * SECOND)).hasValue(1);
    }

    @Test
    void inEveryMinuteThereAreAsManyLinesAsKeysAtMost() {
        long lines = IntStream.range(0, 100_000)
                .mapToObj(i -> once.next("key " + i % 977, i * SECOND / 10))
                .filter(OptionalLong::isPresent)
                .count();

        // Some 167 minutes.
        assertThat(lines).isBetween(100L, 167L * 4 + 4);
    }

    @Test
    void theClockOfTheMachineMayBeNegative() {
        assertThat(once.next("a", Long.MAX_VALUE - SECOND)).hasValue(1);
        assertThat(once.next("a", Long.MIN_VALUE + SECOND)).isEmpty();
        assertThat(once.next("a", Long.MIN_VALUE + 60 * SECOND)).hasValue(2);
    }

    @Test
    void everyThreadIsCounted() throws InterruptedException {
        LogOnce shared = new LogOnce();
        AtomicLong logged = new AtomicLong();
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 1_000; i++) {
                    shared.next("a", i).ifPresent(logged::addAndGet);
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(shared.next("a", Duration.ofMinutes(2).toNanos()).orElseThrow() + logged.get())
                .isEqualTo(4_001);
    }
}
