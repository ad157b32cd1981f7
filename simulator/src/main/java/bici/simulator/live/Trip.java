package bici.simulator.live;

import bici.simulator.city.Wish;
import bici.simulator.rider.Errand;
import bici.simulator.rider.Errand.Unlocked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** One person's way from the wish to the dock at the other end. Blocking; not for more than one thread. */
final class Trip {
    /** The lock opens before the command's deadline of ten seconds or not at all. */
    private static final long OPENS_WITHIN_SECONDS = 12;

    private static final int READS_RECEIPT_ONE_IN = 5;
    private static final int LOOKS = 20;
    private static final long LOOK_EVERY_MS = 250;

    private final LiveStations stations;
    private final Hands hands;
    private final LiveCity.Setting setting;
    private final LiveFigures figures;
    private final RandomGenerator random;

    private record Spot(int dock, String bike) {}

    Trip(LiveStations stations, Hands hands, LiveCity.Setting setting, LiveFigures figures, RandomGenerator random) {
        this.stations = stations;
        this.hands = hands;
        this.setting = setting;
        this.figures = figures;
        this.random = random;
    }

    /** Taps a card where the wish came up, if a bike stands there. */
    void byCard(Wish wish, String card) throws InterruptedException {
        String station = wish.from().station();
        Optional<Spot> spot = findSpot(station);
        if (spot.isEmpty()) {
            figures.count("no-bike");
            return;
        }
        Optional<Hands.Stander> stander = hands.stand(station, spot.get().dock(), true);
        if (stander.isEmpty()) {
            return;
        }
        try {
            if (!stations.tap(station, spot.get().dock(), card)) {
                figures.count("card-refused");
                return;
            }
        } finally {
            hands.leave(station, spot.get().dock());
        }
        figures.count("rode-by-card");
        ride(wish, stander.get().bike().getNow(spot.get().bike()));
    }

    /** Looks for a bike nearby on the phone, goes there, types the code that is printed on it. */
    void byPhone(Wish wish, Errand phone) throws IOException, InterruptedException {
        phone.getReady();
        List<String> near =
                phone.listStationsWithBikes(wish.from().latitude(), wish.from().longitude());
        String station = near.isEmpty() ? wish.from().station() : near.getFirst();
        if (stations.find(station).isEmpty()) {
            return;
        }
        Optional<Spot> spot = findSpot(station);
        if (spot.isEmpty()) {
            figures.count("no-bike");
            return;
        }
        Optional<String> code =
                setting.stickers().find(station, spot.get().dock(), spot.get().bike());
        Optional<Hands.Stander> stander = hands.stand(station, spot.get().dock(), wish.pulls());
        if (code.isEmpty() || stander.isEmpty()) {
            return;
        }
        Optional<String> bike;
        Unlocked unlocked;
        try {
            unlocked = phone.unlock(code.get(), UUID.randomUUID().toString());
            bike = pulled(unlocked, stander.get());
        } finally {
            hands.leave(station, spot.get().dock());
        }
        if (bike.isEmpty()) {
            figures.count(unlocked instanceof Unlocked.Refused refused ? "refused-" + refused.why() : "not-opened");
            return;
        }
        figures.count("rode-by-phone");
        ride(wish, bike.get());
        if (unlocked instanceof Unlocked.Riding riding) {
            seeItEnd(phone, riding.trip());
        }
    }

    /** What the phone says is one thing; whether the bike is in hand is seen. */
    private static Optional<String> pulled(Unlocked unlocked, Hands.Stander stander) throws InterruptedException {
        if (unlocked instanceof Unlocked.Refused) {
            return Optional.ofNullable(stander.bike().getNow(null));
        }
        try {
            return Optional.of(stander.bike().get(OPENS_WITHIN_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException nothingHappened) {
            return Optional.empty();
        }
    }

    private void ride(Wish wish, String bike) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(setting.tempo().of(wish.rides()).toNanos());
        if (stations.dock(bike, wish.to()).isPresent()) {
            figures.count("docked");
        }
    }

    private void seeItEnd(Errand phone, String trip) throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            if (phone.tripState(trip).equals("ended")) {
                figures.count("saw-the-end");
                if (random.nextInt(READS_RECEIPT_ONE_IN) == 0
                        && phone.receipt(trip).isGood()) {
                    figures.count("read-the-receipt");
                }
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        figures.count("never-saw-the-end");
    }

    /** One of the bikes that stand there. */
    private Optional<Spot> findSpot(String station) {
        List<Map.Entry<Integer, String>> standing =
                new ArrayList<>(stations.bikes(station).entrySet());
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Integer, String> any = standing.get(random.nextInt(standing.size()));
        return Optional.of(new Spot(any.getKey(), any.getValue()));
    }
}
