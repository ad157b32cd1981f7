package bici.api.operator;

import bici.api.contract.Call;
import bici.api.http.Blocking;
import bici.api.http.Language;
import bici.api.live.LiveHub;
import bici.api.live.Lookups;
import bici.fleet.availability.LiveStations;
import bici.fleet.availability.StationView;
import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarms;
import bici.fleet.operations.Notice;
import bici.fleet.operations.StaffDesk;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /v1/operator/events}: stations, commands and alarms as they change. However many stations change, they are
 * read together, {@value #TICK_MS} ms after the first; and every {@value #LOOK_TICKS} ticks all the same, since a notice
 * may be lost. Nothing is read while nobody watches.
 */
public final class OperatorFeed {
    private static final int TICK_MS = 250;
    private static final int LOOK_TICKS = 12;

    private final LiveHub hub;
    private final Blocking blocking;
    private final LiveStations stations;
    private final StaffDesk desk;
    private final Alarms alarms;
    private final Clock clock;
    private final Map<StationId, String> shown = new HashMap<>();
    private final Lookups<CommandId> commands = new Lookups<>(this::lookAtCommand);
    private String shownAlarms = "";
    private Map<String, Alarm> standing = Map.of();
    private boolean dirty;
    private boolean looking;
    private boolean wasWatched;
    private int ticks;

    /** Whom it asks. */
    public record Ports(LiveStations stations, StaffDesk desk, Alarms alarms) {}

    public OperatorFeed(Vertx vertx, LiveHub hub, Blocking blocking, Ports ports, Clock clock) {
        this.hub = hub;
        this.blocking = blocking;
        this.stations = ports.stations();
        this.desk = ports.desk();
        this.alarms = ports.alarms();
        this.clock = clock;
        hub.inOrder(() -> vertx.setPeriodic(TICK_MS, ignored -> tick()));
    }

    /** Any thread; returns at once. */
    public void tell(Notice notice) {
        switch (notice) {
            case Notice.StationChanged changed -> hub.inOrder(() -> dirty = true);
            case Notice.TripChanged changed -> hub.inOrder(() -> dirty = true);
            case Notice.ReportChanged changed -> hub.inOrder(() -> dirty = true);
            case Notice.CommandChanged changed ->
                hub.inOrder(() -> {
                    if (hub.size() > 0) {
                        commands.changed(changed.command());
                    }
                });
            case Notice.CommandQueued queued -> {}
            case Notice.ConfigWanted wanted -> {}
        }
    }

    /** The operation {@code streamOperatorEvents}. */
    public void handle(RoutingContext context, Call call) {
        hub.inOrder(() -> hub.open(context, call, wasWatched, () -> {}));
    }

    private void tick() {
        ticks++;
        if (hub.size() == 0) {
            // What happens now nobody is told: who comes back must read again.
            wasWatched = false;
            shown.clear();
            return;
        }
        boolean first = !wasWatched;
        wasWatched = true;
        if (!looking && (dirty || first || ticks % LOOK_TICKS == 0)) {
            dirty = false;
            looking = true;
            look(!first);
        }
    }

    private record Seen(List<StationView> stations, List<Alarm> alarms) {}

    private void look(boolean changesOnly) {
        blocking.run(() -> new Seen(stations.listStations(), alarms.listAlarms(clock.instant())))
                .onComplete(seen -> {
                    looking = false;
                    if (seen.succeeded()) {
                        show(seen.result(), changesOnly);
                    }
                });
    }

    /** What changed since it was last shown; at the first look everything, for it may have changed since it was read. */
    private void show(Seen seen, boolean changesOnly) {
        for (StationView station : seen.stations()) {
            JsonObject json = OperatorJson.station(station);
            String before = shown.put(station.id(), json.encode());
            if (!json.encode().equals(before)) {
                hub.publish("station", json);
            }
        }
        JsonObject spanish = alarms(seen.alarms(), Language.ES);
        if (!spanish.encode().equals(shownAlarms)) {
            shownAlarms = spanish.encode();
            if (changesOnly) {
                tellChanges(seen.alarms());
            }
            hub.publish("alarm", spanish, alarms(seen.alarms(), Language.EN));
        }
        standing = byId(seen.alarms());
    }

    private void tellChanges(List<Alarm> alarms) {
        Map<String, Alarm> now = byId(alarms);
        now.forEach((id, alarm) -> {
            if (!standing.containsKey(id)) {
                hub.publish("alarm-raised", AlarmJson.alarm(alarm, Language.ES), AlarmJson.alarm(alarm, Language.EN));
            }
        });
        standing.forEach((id, alarm) -> {
            if (!now.containsKey(id)) {
                hub.publish("alarm-cleared", AlarmJson.alarm(alarm, Language.ES), AlarmJson.alarm(alarm, Language.EN));
            }
        });
    }

    private static Map<String, Alarm> byId(List<Alarm> alarms) {
        Map<String, Alarm> byId = new LinkedHashMap<>();
        alarms.forEach(alarm -> byId.put(alarm.id(), alarm));
        return byId;
    }

    private static JsonObject alarms(List<Alarm> alarms, Language language) {
        return new JsonObject().put("alarms", AlarmJson.alarms(alarms, language));
    }

    private Future<?> lookAtCommand(CommandId command) {
        return blocking.run(() -> desk.find(command))
                .onSuccess(found -> found.ifPresent(each -> hub.publish("command", OperatorJson.command(each))));
    }
}
