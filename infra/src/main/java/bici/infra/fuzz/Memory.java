package bici.infra.fuzz;

import bici.fleet.people.Principal;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What earlier answers taught: ids and tokens that exist. For one thread. */
final class Memory {
    private static final int MOST = 200;

    private final List<Owned> trips = new ArrayList<>();
    private final List<Owned> unlocks = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private final List<String> refreshTokens = new ArrayList<>();
    private final Map<String, String> cursors = new HashMap<>();

    /** An id, and whose it is. */
    record Owned(Principal owner, String id) {}

    /** Takes what a good answer says. */
    void learn(String operation, Optional<Principal> who, Answer answer) {
        JsonObject body = answer.isGood() ? answer.json() : new JsonObject();
        who.ifPresent(owner -> {
            add(unlocks, find(body, "unlockId").map(id -> new Owned(owner, id)));
            if (operation.equals("createTrip")) {
                add(trips, find(body, "tripId").map(id -> new Owned(owner, id)));
            }
        });
        add(commands, find(body, "commandId"));
        add(refreshTokens, find(body, "refreshToken"));
        find(body, "next").ifPresent(next -> cursors.put(operation, next));
    }

    /** A station has answered this order of diagnostics. */
    void learnReport(String command) {
        add(reports, Optional.of(command));
    }

    private static Optional<String> find(JsonObject body, String name) {
        return body.getValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static <T> void add(List<T> to, Optional<T> one) {
        one.ifPresent(to::add);
        if (to.size() > MOST) {
            to.removeFirst();
        }
    }

    private static <T> T pick(List<T> from, SplittableRandom dice) {
        return from.get(dice.nextInt(from.size()));
    }

    Owned trip(SplittableRandom dice) {
        return pick(trips, dice);
    }

    Owned unlock(SplittableRandom dice) {
        return pick(unlocks, dice);
    }

    String command(SplittableRandom dice) {
        return pick(commands, dice);
    }

    String report(SplittableRandom dice) {
        return pick(reports, dice);
    }

    /** One that counts, which it does once. */
    Optional<String> takeRefreshToken() {
        return refreshTokens.isEmpty() ? Optional.empty() : Optional.of(refreshTokens.removeFirst());
    }

    Optional<String> cursor(String operation) {
        return Optional.ofNullable(cursors.get(operation));
    }
}
