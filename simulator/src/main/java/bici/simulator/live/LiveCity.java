package bici.simulator.live;

import bici.simulator.city.CardNumbers;
import bici.simulator.city.Demand;
import bici.simulator.city.Place;
import bici.simulator.city.VanTrip;
import bici.simulator.city.Wish;
import bici.simulator.rider.Errand;
import bici.simulator.station.StationController;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people want, ride and dock until it is closed. Each errand is a virtual thread. {@link #close()} lets everybody
 * under way dock at once, so that no bike is left in the street.
 */
public final class LiveCity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCity.class);
    private static final Duration VAN_EVERY = Duration.ofMinutes(45);
    private static final Duration VAN_DRIVES = Duration.ofMinutes(15);
    /** Who came by themselves finds the next dock after so long, if they do not dock before. */
    private static final Duration GUEST_RIDES = Duration.ofMinutes(3);

    private static final int STOP_SECONDS = 30;

    private final LiveStations stations;
    private final Setting setting;
    private final Hands hands = new Hands(this::guestTook, this::docked);
    private final Guest guest;
    private final LiveFigures figures = new LiveFigures();
    private final ExecutorService errands = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("errand-", 0).factory());
    private final WishClock wishes;
    private final SplittableRandom random;
    private volatile boolean closing;

    /**
     * Who lives there and how.
     *
     * @param firstDay whose wishes are dealt out first
     */
    public record Setting(
            List<Place> places,
            Demand demand,
            LocalDate firstDay,
            Tempo tempo,
            People people,
            Stickers stickers,
            long seed) {}

    /** A city of these stations: by id, one for each place. */
    public LiveCity(Setting setting, Map<String, StationController> controllers) {
        this.setting = setting;
        this.stations = new LiveStations(setting.places(), controllers);
        this.guest = new Guest(stations, hands, setting, this::guestTook);
        this.wishes = new WishClock(setting.demand(), setting.firstDay());
        this.random = new SplittableRandom(setting.seed());
        controllers.values().forEach(controller -> controller.setStreet(hands));
    }

    /** Returns at once. */
    public void start() {
        errands.execute(this::dealWishes);
        errands.execute(this::driveVan);
    }

    public LiveFigures figures() {
        return figures;
    }

    /** What somebody can do who looks on. */
    public Guest guest() {
        return guest;
    }

    /** Puts a bike that is out into a dock of this station, or the nearest one with room; where it was. */
    public Optional<String> dock(String bike, String station) {
        return hands.isOut(bike)
                ? stations.find(station)
                        .flatMap(place -> stations.dock(bike, place))
                        .map(Place::station)
                : Optional.empty();
    }

    /** For somebody who looks around, one line a bike: station, dock, bike, the code printed there; last what guests hold. */
    public String describe(Optional<String> station) {
        StringBuilder text = new StringBuilder();
        for (Place place : setting.places()) {
            if (station.filter(wanted -> !wanted.equals(place.station())).isPresent()) {
                continue;
            }
            text.append(place.station()).append("  ").append(place.name()).append('\n');
            new TreeMap<>(stations.bikes(place.station()))
                    .forEach((dock, bike) -> text.append(String.format(
                            Locale.ROOT,
                            "  dock=%d bike=%s code=%s%n",
                            dock,
                            bike,
                            setting.stickers().find(place.station(), dock, bike).orElse("-"))));
        }
        guest.listInHand()
                .forEach(bike -> text.append("riding bike=").append(bike).append('\n'));
        return text.toString();
    }

    private void dealWishes() {
        long began = System.nanoTime();
        try {
            while (!closing) {
                WishClock.Due due = wishes.next();
                long at = (long) (due.after().toNanos() / setting.tempo().factor());
                TimeUnit.NANOSECONDS.sleep(at - (System.nanoTime() - began));
                SplittableRandom own = random.split();
                send(() -> follow(due.wish(), own));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody sets out any more when the city closes. */
    private void send(Runnable errand) {
        try {
            errands.execute(errand);
        } catch (RejectedExecutionException e) {
            if (!closing) {
                throw e;
            }
        }
    }

    private void follow(Wish wish, SplittableRandom own) {
        Trip trip = new Trip(stations, hands, setting, figures, own);
        try {
            Optional<Errand> phone =
                    wish.by() == Wish.By.PHONE ? setting.people().takePhone() : Optional.empty();
            if (phone.isPresent()) {
                try {
                    trip.byPhone(wish, phone.get());
                } finally {
                    setting.people().putPhone(phone.get());
                }
                return;
            }
            Optional<String> card = setting.people().takeCard();
            if (card.isPresent()) {
                try {
                    trip.byCard(wish, card.get());
                } finally {
                    setting.people().putCard(card.get());
                }
            }
        } catch (IOException e) {
            figures.count("lost");
            LOG.debug("a rider gave up: {}", e.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void driveVan() {
        try {
            while (!closing) {
                TimeUnit.NANOSECONDS.sleep(setting.tempo().of(VAN_EVERY).toNanos());
                for (VanTrip trip : VanTrip.plan(stations.levels())) {
                    List<String> load = load(stations.places().get(trip.from()), trip.bikes());
                    TimeUnit.NANOSECONDS.sleep(setting.tempo().of(VAN_DRIVES).toNanos());
                    load.forEach(bike -> stations.dock(bike, stations.places().get(trip.to())));
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> load(Place from, int bikes) {
        return stations.bikes(from.station()).entrySet().stream()
                .limit(bikes)
                .filter(standing -> stations.tap(from.station(), standing.getKey(), CardNumbers.CREW))
                .map(Map.Entry::getValue)
                .peek(bike -> figures.count("moved-by-van"))
                .toList();
    }

    private void docked(String bike) {
        guest.docked(bike);
    }

    private void guestTook(String bike) {
        figures.count("guests");
        guest.took(bike);
        send(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(GUEST_RIDES.toNanos());
                if (hands.isOut(bike)) {
                    stations.dock(bike, stations.places().getFirst());
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Blocking: everybody docks first. The stations are still there. */
    @Override
    public void close() {
        closing = true;
        errands.shutdownNow();
        try {
            if (!errands.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("some riders did not stop within {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int next = 0;
        for (String bike : hands.listOut()) {
            stations.dock(bike, stations.places().get(next++ % stations.places().size()));
        }
        setting.people().close();
    }
}
