package bici.infra.chaos;

import bici.api.access.AccessTokens;
import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.simulator.live.Stickers;
import bici.simulator.replay.BadInput;
import bici.simulator.rider.Api;
import bici.simulator.rider.Api.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Who wants something of the city: riders with phones and cards, and a technician. Each is a thread of its own. */
final class Crowd {
    static final StaffId TECHNICIAN = new StaffId("chaos-technician");
    /** After these the same key may still get another answer. */
    private static final Set<String> UNDECIDED =
            Set.of("request-in-flight", "unavailable", "too-many-requests", "internal");

    private static final int TRIES = 8;

    private final List<CityStation> stations;
    private final TruthJournal truth;
    private final Api api;
    private final AccessTokens tokens;
    private final AtomicInteger rides = new AtomicInteger();
    private volatile Stickers stickers = new Stickers(Map.of());
    private volatile boolean over;

    Crowd(List<CityStation> stations, TruthJournal truth, Api api, AccessTokens tokens) {
        this.stations = List.copyOf(stations);
        this.truth = truth;
        this.api = api;
        this.tokens = tokens;
    }

    /** Unlocks that were answered with a trip. */
    int rides() {
        return rides.get();
    }

    /** Wishes come to an end; each is followed until its answer is known. */
    void stop() {
        over = true;
    }

    /** Whether an answer is the last word on its key. */
    static boolean isDecided(int status, String word) {
        return status != 0 && status != 202 && !UNDECIDED.contains(word) && !word.startsWith("status-5");
    }

    void readStickers(SplittableRandom dice) throws InterruptedException {
        while (!over) {
            try {
                Answer list = api.get("/v1/operator/codes", technician());
                if (list.isGood()) {
                    stickers = Stickers.parse(list.text());
                }
            } catch (IOException | BadInput e) {
                truth.order("codes", 0);
            }
            pause(dice, 2_000, 6_000);
        }
    }

    void ride(String rider, SplittableRandom dice) throws InterruptedException {
        while (!over) {
            pause(dice, 3_000, 14_000);
            Optional<Standing> bike = findBike(dice);
            Optional<String> code = bike.flatMap(b -> stickers.find(b.station().name(), b.dock(), b.bike()));
            if (code.isPresent() && !over) {
                unlock(rider, code.get(), newKey(dice), dice);
            }
            if (dice.nextInt(4) == 0) {
                look(rider);
            }
        }
    }

    private void unlock(String rider, String code, String key, SplittableRandom dice) throws InterruptedException {
        for (int tried = 0; tried < TRIES; tried++) {
            truth.ask(rider, key, code);
            try {
                Answer answer = api.post("/v1/trips", riderToken(rider), Map.of("code", code), key);
                String word = answer.isGood() ? answer.text("state") : answer.problem();
                truth.answer(rider, key, answer.status(), word, answer.text("unlockId"), answer.text("tripId"));
                if (answer.status() == 201) {
                    rides.incrementAndGet();
                }
                if (isDecided(answer.status(), word)) {
                    return;
                }
            } catch (IOException lost) {
                truth.answer(rider, key, 0, "lost", "", "");
            }
            pause(dice, 200, 2_000);
        }
    }

    private void look(String rider) {
        truth.look(rider);
        try {
            Answer answer = api.get("/v1/trips?limit=200", riderToken(rider));
            List<String> trips = new ArrayList<>();
            answer.body()
                    .path("trips")
                    .forEach(trip -> trips.add(trip.path("tripId").asText()));
            truth.seen(rider, answer.status(), trips);
        } catch (IOException lost) {
            truth.seen(rider, 0, List.of());
        }
    }

    void tapCards(CardHolders holders, SplittableRandom dice) throws InterruptedException {
        while (!over) {
            pause(dice, 50, 350);
            Optional<Standing> bike = findBike(dice);
            Optional<String> card = holders.find(dice, System.nanoTime());
            if (bike.isPresent() && card.isPresent()) {
                boolean released = bike.get().station().tap(bike.get().dock(), card.get());
                if (released) {
                    holders.took(card.get(), bike.get().bike());
                }
            }
        }
    }

    /** Orders of every kind that ends by itself; a dock that is locked out is released some orders later. */
    void giveOrders(SplittableRandom dice) throws InterruptedException {
        List<Map<String, String>> lockedOut = new ArrayList<>();
        while (!over || !lockedOut.isEmpty()) {
            pause(dice, 300, 1_500);
            CityStation station = stations.get(dice.nextInt(stations.size()));
            int kind = dice.nextInt(10);
            if (!lockedOut.isEmpty() && (over || kind < 4)) {
                Map<String, String> place = lockedOut.removeFirst();
                order(place.getOrDefault("station", ""), "release", place.getOrDefault("dock", "1"), dice);
            } else if (kind < 7) {
                String dock = String.valueOf(1 + dice.nextInt(6));
                lockedOut.add(Map.of("station", station.name(), "dock", dock));
                order(station.name(), "lock-out", dock, dice);
            } else {
                order(station.name(), kind < 9 ? "identify" : "reboot", "", dice);
            }
        }
    }

    private void order(String station, String order, String dock, SplittableRandom dice) throws InterruptedException {
        String key = newKey(dice);
        Map<String, Object> body =
                dock.isEmpty() ? Map.of("order", order) : Map.of("order", order, "dock", Integer.valueOf(dock));
        for (int tried = 0; tried < TRIES; tried++) {
            truth.order(key, 0);
            try {
                Answer answer = api.post("/v1/operator/stations/" + station + "/commands", technician(), body, key);
                truth.order(key, answer.status());
                if (answer.status() != 503 && answer.status() != 429) {
                    return;
                }
            } catch (IOException lost) {
                truth.order(key, 0);
            }
            pause(dice, 200, 1_000);
        }
    }

    private record Standing(CityStation station, int dock, String bike) {}

    private Optional<Standing> findBike(SplittableRandom dice) {
        CityStation station = stations.get(dice.nextInt(stations.size()));
        List<Map.Entry<Integer, String>> bikes = List.copyOf(station.bikes().entrySet());
        if (bikes.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Integer, String> one = bikes.get(dice.nextInt(bikes.size()));
        return Optional.of(new Standing(station, one.getKey(), one.getValue()));
    }

    private String riderToken(String rider) {
        return tokens.create(new Principal.OfRider(new RiderId(rider)));
    }

    private String technician() {
        return tokens.create(new Principal.OfStaff(TECHNICIAN, Role.TECHNICIAN));
    }

    private static String newKey(SplittableRandom dice) {
        return HexFormat.of().toHexDigits(dice.nextLong()) + HexFormat.of().toHexDigits(dice.nextLong());
    }

    private static void pause(SplittableRandom dice, int fromMs, int toMs) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(dice.nextInt(fromMs, toMs));
    }
}
