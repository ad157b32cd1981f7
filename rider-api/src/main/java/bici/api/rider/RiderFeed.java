package bici.api.rider;

import bici.api.contract.Call;
import bici.api.http.Blocking;
import bici.api.live.LiveHub;
import bici.api.live.Lookups;
import bici.fleet.operations.Notice;
import bici.fleet.trip.RiderTrips;
import bici.fleet.trip.UnlockDesk;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /v1/me/events}: a rider's unlocks and trips as they change. Only riders who watch, or did until
 * {@value #LINGER_SECONDS} s ago, cost anything. Since a notice may be lost, the last trip of who watches is looked at
 * every {@value #LOOK_SECONDS} s.
 */
public final class RiderFeed {
    private static final int LINGER_SECONDS = 120;
    private static final int LOOK_SECONDS = 10;

    private final LiveHub hub;
    private final Blocking blocking;
    private final UnlockDesk desk;
    private final RiderTrips trips;
    private final Clock clock;
    private final Map<RiderId, Watch> watched = new HashMap<>();
    private final Lookups<UnlockOf> unlocks = new Lookups<>(this::lookAtUnlock);
    private final Lookups<TripOf> changedTrips = new Lookups<>(this::lookAtTrip);

    private record UnlockOf(RiderId rider, CommandId unlock) {}

    private record TripOf(RiderId rider, TripId trip) {}

    /** Who watches; all on the hub's context. */
    private static final class Watch {
        private int streams;
        private Instant lastSeen = Instant.MIN;
        private String lastTrip = "";
        private String lastUnlock = "";
    }

    public RiderFeed(Vertx vertx, LiveHub hub, Blocking blocking, UnlockDesk desk, RiderTrips trips, Clock clock) {
        this.hub = hub;
        this.blocking = blocking;
        this.desk = desk;
        this.trips = trips;
        this.clock = clock;
        hub.inOrder(() -> vertx.setPeriodic(Duration.ofSeconds(LOOK_SECONDS).toMillis(), ignored -> lookAtAll()));
    }

    /** Any thread; returns at once. */
    public void tell(Notice notice) {
        switch (notice) {
            case Notice.CommandChanged changed ->
                changed.rider()
                        .ifPresent(rider -> hub.inOrder(() -> {
                            if (watched.containsKey(rider)) {
                                unlocks.changed(new UnlockOf(rider, changed.command()));
                            }
                        }));
            case Notice.TripChanged changed ->
                changed.rider()
                        .ifPresent(rider -> hub.inOrder(() -> {
                            if (watched.containsKey(rider)) {
                                changedTrips.changed(new TripOf(rider, changed.trip()));
                            }
                        }));
            case Notice.CommandQueued queued -> {}
            case Notice.StationChanged changed -> {}
            case Notice.ConfigWanted wanted -> {}
            case Notice.ReportChanged changed -> {}
        }
    }

    /** The operation {@code streamMyEvents}. */
    public void handle(RoutingContext context, Call call) {
        RiderId rider = call.rider();
        hub.inOrder(() -> {
            boolean unbroken = watched.containsKey(rider);
            Watch watch = watched.computeIfAbsent(rider, id -> new Watch());
            watch.streams++;
            hub.open(context, call, unbroken, () -> {
                watch.streams--;
                watch.lastSeen = clock.instant();
            });
        });
    }

    private Future<?> lookAtUnlock(UnlockOf of) {
        return blocking.run(() -> desk.find(of.rider(), of.unlock()))
                .onSuccess(found -> found.ifPresent(unlock -> {
                    Watch watch = watched.get(of.rider());
                    JsonObject json = RiderJson.unlock(unlock);
                    if (watch != null && !watch.lastUnlock.equals(json.encode())) {
                        watch.lastUnlock = json.encode();
                        hub.publishTo(of.rider().value(), "unlock", json);
                    }
                }));
    }

    private Future<?> lookAtTrip(TripOf of) {
        return blocking.run(() -> trips.find(of.rider(), of.trip()))
                .onSuccess(found -> found.ifPresent(trip -> show(of.rider(), RiderJson.trip(trip))));
    }

    private void show(RiderId rider, JsonObject trip) {
        Watch watch = watched.get(rider);
        if (watch != null && !watch.lastTrip.equals(trip.encode())) {
            watch.lastTrip = trip.encode();
            hub.publishTo(rider.value(), "trip", new JsonObject().put("trip", trip));
        }
    }

    private void lookAtAll() {
        Instant longAgo = clock.instant().minusSeconds(LINGER_SECONDS);
        watched.values().removeIf(watch -> watch.streams == 0 && watch.lastSeen.isBefore(longAgo));
        watched.forEach((rider, watch) -> {
            if (watch.streams > 0) {
                blocking.run(() -> trips.list(rider, 1, Optional.empty()))
                        .onSuccess(page -> page.trips().forEach(trip -> show(rider, RiderJson.trip(trip))));
            }
        });
    }
}
