package bici.gateway.mqtt;

import bici.fleet.dock.Birth;
import bici.fleet.operations.StationConfigs.Config;
import bici.fleet.operations.StationUpkeep;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.LogOnce;
import bici.fleet.vocabulary.StationId;
import bici.gateway.metrics.GatewayMeters;
import bici.wire.DownMessage;
import bici.wire.UpMessage;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after stations beside their facts: their clocks, what they are wanted to be like, what they report of it. The
 * ledger is asked away from the event loops, and asked again while it is away. Safe from any thread.
 */
final class Caretaker {
    private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);
    private static final long RETRY_MS = 2_000;
    /** A clock that went this far is noted anew. */
    private static final long MOVED_MS = 2_000;

    private final Vertx vertx;
    private final StationUpkeep upkeep;
    private final Offload offload;
    private final Clock clock;
    private final GatewayMeters meters;
    private final LogOnce once;
    private final Map<StationId, Long> notedSkews = new ConcurrentHashMap<>();

    Caretaker(Vertx vertx, StationUpkeep upkeep, Offload offload, Clock clock, GatewayMeters meters, LogOnce once) {
        this.vertx = vertx;
        this.upkeep = upkeep;
        this.offload = offload;
        this.clock = clock;
        this.meters = meters;
        this.once = once;
    }

    /** The station is on line: it is told what it missed, and its clock is looked at. */
    void born(StationConnection connection, Birth birth) {
        notedSkews.remove(connection.station());
        measured(connection.station(), birth.clock().skew(), birth.clock().arrivedAt());
        untilDone(connection, () -> upkeep.tellAgain(connection.station(), clock.instant()));
        sendConfig(connection, birth.configVersion());
    }

    /** Another configuration is wanted of a station that is connected here. */
    void configWanted(StationConnection connection) {
        sendConfig(connection, -1);
    }

    private void sendConfig(StationConnection connection, long runsOn) {
        untilDone(connection, () -> {
            upkeep.findConfig(connection.station())
                    .filter(config -> config.version() != runsOn)
                    .ifPresent(config -> connection.context().runOnContext(v -> connection.tell(message(config))));
            return true;
        });
    }

    private static DownMessage message(Config config) {
        return new DownMessage.ConfigDesired(config.version(), config.hash(), config.settings());
    }

    /** Again while the ledger is away and the connection lasts. */
    private void untilDone(StationConnection connection, Callable<?> work) {
        offload.call(connection.context(), work).onFailure(e -> {
            failed(e);
            if (connection.isLive()) {
                vertx.setTimer(RETRY_MS, timer -> untilDone(connection, work));
            }
        });
    }

    /** A station asked for the time and said its own. */
    void asked(StationId station, long deviceTimeMs) {
        Instant at = clock.instant();
        measured(station, Duration.between(at, Instant.ofEpochMilli(deviceTimeMs)), at);
    }

    /** Only what changed is noted: clocks that are right cost nothing. */
    private void measured(StationId station, Duration skew, Instant at) {
        Long noted = notedSkews.get(station);
        if (noted != null && Math.abs(skew.toMillis() - noted) < MOVED_MS) {
            return;
        }
        notedSkews.put(station, skew.toMillis());
        inTheBackground(() -> upkeep.noteClock(station, skew, at), () -> notedSkews.remove(station, skew.toMillis()));
    }

    /** Two live connections fight for this station. */
    void fought(StationId station, int takeOvers) {
        Instant at = clock.instant();
        inTheBackground(() -> upkeep.noteFight(station, takeOvers, at), () -> {});
    }

    /** What a station reports of what it was told. A report is a repetition of what the station knows: it may be lost. */
    void reported(StationId station, UpMessage report) {
        Instant at = clock.instant();
        switch (report) {
            case UpMessage.ConfigReport config ->
                inTheBackground(
                        () -> upkeep.noteConfig(station, config.version(), config.hash(), config.refused(), at),
                        () -> {});
            case UpMessage.DiagnosticsReport part -> diagnosed(station, part, at);
            case UpMessage.AllowListReport list ->
                list.refused()
                        .ifPresent(why -> once.next("allow-list " + station)
                                .ifPresent(times -> LOG.warn(
                                        "{} kept its allow-list {}: {} ({} since the last such line)",
                                        station,
                                        list.version(),
                                        why,
                                        times)));
            default ->
                once.next(report.kind() + " " + station)
                        .ifPresent(times ->
                                LOG.info("{} reports {} ({} since the last such line)", station, report.kind(), times));
        }
    }

    private void diagnosed(StationId station, UpMessage.DiagnosticsReport report, Instant at) {
        CommandId command;
        try {
            command = new CommandId(report.command());
        } catch (IllegalArgumentException e) {
            meters.happened("report-to-nothing");
            return;
        }
        StationUpkeep.Part part = new StationUpkeep.Part(report.part(), report.parts(), report.text());
        inTheBackground(() -> upkeep.noteDiagnostics(station, command, part, at), () -> {});
    }

    private void inTheBackground(Runnable work, Runnable otherwise) {
        offload.call(vertx.getOrCreateContext(), () -> {
                    work.run();
                    return true;
                })
                .onFailure(e -> {
                    failed(e);
                    otherwise.run();
                });
    }

    private void failed(Throwable failure) {
        meters.failed("upkeep");
        LOG.debug("upkeep failed", failure);
    }
}
