package bici.infra.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Bikes that are ridden between two stations and back, for ever: a removal by its rider's card at one, the docking at
 * the other. One message a fact. A bike's next fact is said only when its last one was acknowledged, as a rider who takes
 * minutes would have it. Every docking but the first ends a trip.
 */
public final class Rides {
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    /** What one card's entry of the allow-list says. */
    public record Card(String id, String proof) {}

    /**
     * Whose bikes, and by which cards.
     *
     * @param bikesPerStation at most {@value StationLink#MOST_IN_FLIGHT} / 2: those of both ends may be said at once
     * @param cards one for each bike
     */
    public record Plan(int bikesPerStation, long listVersion, List<Card> cards) {
        public Plan {
            cards = List.copyOf(cards);
            if (bikesPerStation < 1 || bikesPerStation * 2 > StationLink.MOST_IN_FLIGHT) {
                throw new IllegalArgumentException("bikes a station: " + bikesPerStation);
            }
        }
    }

    private final StationCrowd crowd;
    private final Plan plan;
    private final List<Bike> bikes = new ArrayList<>();
    private final Queue<Bike> idle = new ArrayDeque<>();
    private long acknowledged;
    private long trips;
    private int mostInFlight = Integer.MAX_VALUE;
    private int inFlight;
    private long toSay;
    private long outstanding;
    private @Nullable Pace pace;
    private @Nullable Promise<Void> done;

    /** One bike: at home its dock is its number there, at the other end that much further. */
    private static final class Bike {
        private final String id;
        private final Card card;
        private final int home;
        private final int slot;
        private boolean docked;
        private boolean away;
        private boolean met;
        private long lastMs;

        private Bike(String id, Card card, int home, int slot) {
            this.id = id;
            this.card = card;
            this.home = home;
            this.slot = slot;
        }
    }

    /** Over an even number of stations that are connected; each has twice as many docks as bikes. */
    public Rides(StationCrowd crowd, Plan plan) {
        this.crowd = crowd;
        this.plan = plan;
        int stations = crowd.links().size();
        if (stations % 2 != 0) {
            throw new IllegalArgumentException("stations come in pairs: " + stations);
        }
        for (int slot = 1; slot <= plan.bikesPerStation(); slot++) {
            for (int home = 0; home < stations; home++) {
                int number = bikes.size();
                Bike bike = new Bike("B%06d".formatted(number), plan.cards().get(number), home, slot);
                bikes.add(bike);
                idle.add(bike);
            }
        }
    }

    /** No more than so many facts of all stations wait for their acknowledgement at a time. Before anything is said. */
    public Rides withMostInFlight(int facts) {
        mostInFlight = facts;
        return this;
    }

    /** In their order. */
    public List<String> bikes() {
        return bikes.stream().map(bike -> bike.id).toList();
    }

    /** Docks every bike for the first time; returns when all of it was acknowledged. */
    public void dockFirst(Duration limit) {
        say(bikes.size(), limit);
    }

    /** Says so many facts; returns when each was acknowledged. Blocking. */
    public void say(long facts, Duration limit) {
        crowd.on(limit, () -> {
            Promise<Void> promise = Promise.promise();
            done = promise;
            toSay = facts;
            outstanding = facts;
            sayWhatMayBeSaid();
            return promise.future();
        });
    }

    /** Says facts at a pace from now on, until {@link #rest}. */
    public void pace(int perSecond) {
        crowd.on(A_MOMENT, () -> {
            pace = Pace.start(crowd.context(), perSecond, () -> {
                toSay++;
                outstanding++;
                sayWhatMayBeSaid();
            });
            return Future.succeededFuture();
        });
    }

    /** Ends the pace; returns when all that was said is acknowledged. Blocking. */
    public void rest(Duration limit) {
        crowd.on(limit, () -> {
            Pace going = pace;
            if (going != null) {
                going.stop();
            }
            if (outstanding == 0) {
                return Future.succeededFuture();
            }
            Promise<Void> promise = Promise.promise();
            done = promise;
            return promise.future();
        });
    }

    public Count count() {
        long[] open = {0};
        crowd.on(A_MOMENT, () -> {
            open[0] = bikes.stream().filter(bike -> bike.met && !bike.docked).count();
            return Future.succeededFuture();
        });
        return new Count(acknowledged, trips, open[0]);
    }

    /** Bikes at rest in each station, by its id. */
    public Map<String, Long> bikesAtStations() {
        Map<String, Long> standing = new TreeMap<>();
        crowd.on(A_MOMENT, () -> {
            crowd.links().forEach(link -> standing.put(link.station(), 0L));
            bikes.stream()
                    .filter(bike -> bike.docked)
                    .forEach(bike -> standing.merge(link(bike).station(), 1L, Long::sum));
            return Future.succeededFuture();
        });
        return standing;
    }

    private void sayWhatMayBeSaid() {
        while (toSay > 0 && inFlight < mostInFlight && !idle.isEmpty()) {
            toSay--;
            inFlight++;
            sayNext(idle.remove());
        }
    }

    private int stationOf(Bike bike) {
        return bike.away ? bike.home ^ 1 : bike.home;
    }

    private StationLink link(Bike bike) {
        return crowd.links().get(stationOf(bike));
    }

    private void sayNext(Bike bike) {
        boolean removal = bike.docked;
        if (!removal && bike.met) {
            bike.away = !bike.away;
        }
        int dock = bike.away ? plan.bikesPerStation() + bike.slot : bike.slot;
        bike.lastMs = Math.max(crowd.nowMs(), bike.lastMs + 1);
        String event = removal
                ? Statements.removed(dock, bike.id, Statements.byCard(bike.card, plan.listVersion()))
                : Statements.docked(dock, bike.id);
        StationLink link = link(bike);
        String payload = Statements.fact(link.nextSequence(), bike.lastMs, bike.lastMs - crowd.bootMs(), event);
        link.publish("facts", payload, crowd.timed(() -> acknowledged(bike, removal)));
    }

    private void acknowledged(Bike bike, boolean removal) {
        acknowledged++;
        inFlight--;
        if (!removal && bike.met) {
            trips++;
        }
        bike.met = true;
        bike.docked = !removal;
        idle.add(bike);
        outstanding--;
        sayWhatMayBeSaid();
        Promise<Void> waiting = done;
        if (outstanding == 0 && waiting != null) {
            done = null;
            waiting.complete();
        }
    }
}
