package bici.infra.chaos;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Bad links until it is closed, a few times a second. */
final class Storm implements AutoCloseable {
    private final List<FaultProxy> proxies;
    private final SplittableRandom dice;
    private final LongAdder faults = new LongAdder();
    private final Thread thread;

    Storm(List<FaultProxy> proxies, SplittableRandom dice) {
        this.proxies = List.copyOf(proxies);
        this.dice = dice;
        this.thread = Thread.ofPlatform().daemon().name("storm").start(this::run);
    }

    long faults() {
        return faults.sum();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(dice.nextInt(50, 700));
                blow(proxies.get(dice.nextInt(proxies.size())));
                faults.increment();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void blow(FaultProxy proxy) {
        switch (dice.nextInt(9)) {
            case 0, 1 -> proxy.cutOne();
            case 2 -> proxy.muteOne();
            case 3 -> proxy.blow(Weather.delayed(millis(1, 80), millis(1, 120)));
            case 4 -> proxy.blow(Weather.throttled(dice.nextInt(8_000, 100_000)));
            case 5 -> proxy.blow(Weather.sliced(dice.nextInt(1, 64)));
            default -> proxy.heal();
        }
    }

    private Duration millis(int from, int to) {
        return Duration.ofMillis(dice.nextInt(from, to));
    }

    /** Good weather when it returns. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        proxies.forEach(FaultProxy::heal);
    }
}
