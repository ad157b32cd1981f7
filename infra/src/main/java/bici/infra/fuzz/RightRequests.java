package bici.infra.fuzz;

import bici.fleet.people.DataPolicy;
import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.infra.fuzz.ContractOperation.Parameter;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Makes requests that should succeed: from the contract's schemas, with ids that exist where the schema cannot know them.
 * An operation that needs something special and is not told of here falls short, and the run says so.
 */
final class RightRequests {
    private static final List<String> DOCK_ORDERS = List.of("lock-out", "release", "identify");
    private static final List<String> STATION_ORDERS =
            List.of("service-in", "service-out", "identify", "diagnostics", "reboot");
    private static final List<String> RULINGS = List.of("uphold", "forced-return", "revert");

    private final FuzzCity city;
    private final Memory memory;
    private final Beside beside;
    private final Clock clock;

    RightRequests(FuzzCity city, Memory memory, Beside beside, Clock clock) {
        this.city = city;
        this.memory = memory;
        this.beside = beside;
        this.clock = clock;
    }

    /** A request, and whose it is. */
    record Made(Ask ask, Optional<Principal> who) {}

    Made make(Pair pair, SplittableRandom dice) {
        ContractOperation operation = pair.operation();
        Optional<Principal> who = pair.role().map(role -> who(operation, role, dice));
        StringBuilder path = new StringBuilder(operation.path());
        List<String> query = new ArrayList<>();
        List<Ask.Header> headers = new ArrayList<>();
        Optional<Memory.Owned> owned = owned(operation, dice);
        for (Parameter parameter : operation.parameters()) {
            if (parameter.required() || (!parameter.in().equals("header") && dice.nextBoolean())) {
                value(operation, parameter, owned, dice).ifPresent(value -> {
                    switch (parameter.in()) {
                        case "path" -> {
                            String brace = "{" + parameter.name() + "}";
                            int at = path.indexOf(brace);
                            path.replace(at, at + brace.length(), encode(value));
                        }
                        case "query" -> query.add(parameter.name() + "=" + encode(value));
                        default -> headers.add(new Ask.Header(parameter.name(), value));
                    }
                });
            }
        }
        Optional<Principal> asker = owned.map(Memory.Owned::owner).or(() -> who);
        Ask ask = Ask.right(operation.method(), path + (query.isEmpty() ? "" : "?" + String.join("&", query)));
        for (Ask.Header header : headers) {
            ask = ask.with(header.name(), header.value());
        }
        if (asker.isPresent()) {
            ask = ask.with("Authorization", "Bearer " + city.people().token(asker.get()));
        }
        if (operation.body().isPresent()) {
            ask = ask.with("Content-Type", "application/json")
                    .withBody(body(operation, dice).encode());
        }
        return new Made(ask, asker);
    }

    private Principal who(ContractOperation operation, Role role, SplittableRandom dice) {
        // Whoever rides cannot ride again at once; six wishes in a minute and ten reports in an hour are the most.
        return operation.id().equals("createTrip") || operation.id().equals("createReport")
                ? new Principal.OfRider(city.people().newRider())
                : city.people().any(role, dice);
    }

    private Optional<Memory.Owned> owned(ContractOperation operation, SplittableRandom dice) {
        return switch (operation.id()) {
            case "getTrip", "getTripReceipt" -> Optional.of(memory.trip(dice));
            case "getUnlock" -> Optional.of(memory.unlock(dice));
            default -> Optional.empty();
        };
    }

    private Optional<String> value(
            ContractOperation operation, Parameter parameter, Optional<Memory.Owned> owned, SplittableRandom dice) {
        return switch (parameter.name()) {
            case "stationId" -> Optional.of(station(operation, dice));
            case "tripId", "unlockId" -> owned.map(Memory.Owned::id);
            case "commandId" ->
                Optional.of(operation.id().equals("getDiagnostics") ? memory.report(dice) : memory.command(dice));
            case "bikeId" -> Optional.of(staffsBike(dice));
            case "dock" -> Optional.of(String.valueOf(1 + dice.nextInt(Docks.DOCKS)));
            case "reportId" -> Optional.of(beside.report(dice));
            case "cursor" -> memory.cursor(operation.id());
            case "language" -> Optional.of(dice.nextBoolean() ? "es" : "en");
            case "Idempotency-Key" -> Optional.of("k-" + Long.toHexString(dice.nextLong()));
            case "month" ->
                Optional.of(YearMonth.from(clock.instant().atZone(ZoneOffset.ofHours(-5)))
                        .toString());
            case "near" ->
                Optional.of(
                        String.format(Locale.ROOT, "%.6f,%.6f", dice.nextDouble(-90, 90), dice.nextDouble(-180, 180)));
            default -> Optional.of(String.valueOf(Schemas.value(operation.document(), parameter.schema(), dice)));
        };
    }

    private static String station(ContractOperation operation, SplittableRandom dice) {
        List<String> all = Docks.stations();
        return operation.method().equals("GET") ? all.get(dice.nextInt(all.size())) : Docks.FOR_STAFF;
    }

    private String staffsBike(SplittableRandom dice) {
        List<String> bikes = city.docks().staffsBikes();
        return bikes.get(dice.nextInt(bikes.size()));
    }

    private JsonObject body(ContractOperation operation, SplittableRandom dice) {
        JsonObject body = (JsonObject)
                Schemas.value(operation.document(), operation.body().orElseThrow(), dice);
        return switch (operation.id()) {
            case "requestSignInCode" -> body.put("phone", city.people().newPhone());
            case "signInWithCode" -> beside.withCode(city.people().newPhone());
            case "signInWithLink" -> body.put("token", beside.link(dice));
            case "refreshSession", "endSession" -> new JsonObject().put("refreshToken", beside.refreshToken(dice));
            case "giveConsent" -> body.put("policyVersion", DataPolicy.current().version());
            case "createTrip", "cancelUnlock" ->
                new JsonObject().put("code", city.code(city.docks().nextBike()));
            case "sendStationCommand" -> order(body, dice);
            case "putStationConfig" -> body.put("settings", settings(dice));
            case "makeRuling" -> ruling(body, dice);
            case "createReport" -> report(body, dice);
            case "actOnReport" -> body.put("note", "visto: " + Schemas.text(10, dice));
            default -> body;
        };
    }

    private static JsonObject order(JsonObject body, SplittableRandom dice) {
        if (dice.nextBoolean()) {
            return body.put("order", DOCK_ORDERS.get(dice.nextInt(DOCK_ORDERS.size())))
                    .put("dock", 1 + dice.nextInt(Docks.DOCKS));
        }
        body.remove("dock");
        return body.put("order", STATION_ORDERS.get(dice.nextInt(STATION_ORDERS.size())));
    }

    private static JsonObject settings(SplittableRandom dice) {
        JsonObject settings = new JsonObject();
        int count = dice.nextInt(4);
        for (int i = 0; i < count; i++) {
            settings.put("setting." + dice.nextInt(50), Schemas.text(1 + dice.nextInt(40), dice));
        }
        return settings;
    }

    private JsonObject ruling(JsonObject body, SplittableRandom dice) {
        body.remove("bikeId");
        return body.put("kind", RULINGS.get(dice.nextInt(RULINGS.size())))
                .put("tripId", memory.trip(dice).id())
                .put("at", clock.instant().toString())
                .put("reason", "visto: " + Schemas.text(10, dice));
    }

    private JsonObject report(JsonObject body, SplittableRandom dice) {
        // Trips are one's own, and this rider has none.
        List.of("tripId", "stationId", "dock", "bikeId").forEach(body::remove);
        body.put("text", "roto: " + Schemas.text(30, dice));
        return switch (dice.nextInt(3)) {
            case 0 -> body.put("bikeId", staffsBike(dice));
            case 1 -> body.put("stationId", Docks.FOR_STAFF).put("dock", 1 + dice.nextInt(Docks.DOCKS));
            default -> body;
        };
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
