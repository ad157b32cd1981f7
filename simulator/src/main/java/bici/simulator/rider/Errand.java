package bici.simulator.rider;

import bici.simulator.rider.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a rider does with the phone, from looking for a station to the receipt. Blocking; not for more than one thread. */
public final class Errand {
    /** Worth asking again with the same key: the server could not, or another try of ours is under way. */
    private static final Set<Integer> AGAIN = Set.of(409, 429, 502, 503, 504);
    /** Of these statuses only what says so; the others are refusals. */
    private static final Set<String> AGAIN_WORDS = Set.of("request-in-flight", "too-many-requests", "unavailable");

    private static final int TRIES = 3;
    private static final Duration SHORT_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Api api;
    private final Phone phone;
    private final Pause pause;

    /** Waits, as a person does between two tries. */
    @FunctionalInterface
    public interface Pause {
        void during(Duration wait) throws InterruptedException;
    }

    public Errand(Api api, Phone phone, Pause pause) {
        this.api = api;
        this.phone = phone;
        this.pause = pause;
    }

    /** What came of asking for a bike. */
    public sealed interface Unlocked {
        /** The bike is out and the trip is open. */
        record Riding(String trip) implements Unlocked {}

        /** The server does not know yet. */
        record Unknown(String unlock) implements Unlocked {}

        /** No bike, and why, as a word. */
        record Refused(String why) implements Unlocked {}
    }

    /** Signs in if needed; afterwards the first tap on a bike is not slowed down by it. */
    public void getReady() throws IOException {
        phone.token();
    }

    /** The ids of stations with a bike, nearest first. */
    public List<String> listStationsWithBikes(double latitude, double longitude) throws IOException {
        Answer answer = api.get("/v1/stations?near=" + latitude + "," + longitude + "&limit=5", "");
        List<String> stations = new ArrayList<>();
        for (JsonNode station : answer.body().path("stations")) {
            if (station.path("bikesAvailable").asInt() > 0) {
                stations.add(station.path("stationId").asText());
            }
        }
        return stations;
    }

    /**
     * Sends the code printed on a dock or bike. Asked again with the same key when the answer gets lost.
     *
     * @param key new for each wish
     */
    public Unlocked unlock(String code, String key) throws IOException, InterruptedException {
        for (int tried = 1; ; tried++) {
            Duration wait;
            try {
                Answer answer = api.post("/v1/trips", phone.token(), Map.of("code", code), key);
                if (answer.status() == 201) {
                    return new Unlocked.Riding(answer.text("tripId"));
                }
                if (answer.status() == 202) {
                    return new Unlocked.Unknown(answer.text("unlockId"));
                }
                if (!isWorthAnother(answer) || tried == TRIES) {
                    return new Unlocked.Refused(answer.problem());
                }
                wait = answer.retryAfter().orElse(SHORT_WAIT);
            } catch (Phone.SignInFailed e) {
                return new Unlocked.Refused("sign-in " + e.getMessage());
            } catch (IOException lost) {
                if (tried == TRIES) {
                    throw lost;
                }
                wait = SHORT_WAIT;
            }
            pause.during(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        }
    }

    private static boolean isWorthAnother(Answer answer) {
        return AGAIN.contains(answer.status()) && AGAIN_WORDS.contains(answer.problem());
    }

    /** The trip's state as a word, such as {@code riding} or {@code ended}. */
    public String tripState(String trip) throws IOException {
        return api.get("/v1/trips/" + trip, phone.token()).text("state");
    }

    /** What the trip cost, in whole pesos. */
    public Answer receipt(String trip) throws IOException {
        return api.get("/v1/trips/" + trip + "/receipt", phone.token());
    }
}
