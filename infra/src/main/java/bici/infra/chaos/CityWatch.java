package bici.infra.chaos;

import bici.infra.command.CommandFailed;
import java.nio.file.Path;
import java.time.Duration;

/** The city, whichever process it is at the time. Not for more than one thread. */
final class CityWatch implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Path log;
    private CitySetting setting;
    private CityProcess process;
    private long ridesBefore;

    CityWatch(CitySetting setting, Path log) {
        this.log = log;
        this.setting = setting;
        this.process = start();
    }

    private CityProcess start() {
        CityProcess started = CityProcess.start(setting, log);
        if (!Arena.await(
                () -> started.status().acknowledged() > 0 || started.status().waiting() > 0, START_LIMIT)) {
            throw new CommandFailed("the city does not live; see " + log);
        }
        return started;
    }

    /** SIGKILL: each station starts its next boot with what its journal holds. */
    void killAndRestart() {
        ridesBefore += process.status().rides();
        process.kill();
        setting = setting.startedAgain();
        process = start();
    }

    CityProcess.Status status() {
        return process.status();
    }

    boolean rests() {
        return process.rests();
    }

    void order(String word) {
        process.order(word);
    }

    /** Unlocks that ended in a trip, as the riders were told. */
    long rides() {
        return ridesBefore + process.status().rides();
    }

    /** Returns when something was acknowledged since the call. */
    void awaitProgress(Duration limit) {
        long before = status().acknowledged();
        if (!Arena.await(() -> status().acknowledged() > before, limit)) {
            throw new CommandFailed("nothing was acknowledged for " + limit.toSeconds() + " s: " + status());
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
