package bici.api.operator;

import bici.api.contract.Call;
import bici.api.contract.Endpoint;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.fleet.operations.RulingDesk;
import bici.fleet.trip.Ruling;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.KeptTime;
import bici.fleet.vocabulary.PlainText;
import bici.fleet.vocabulary.TripId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** What the control room decides of trips and bikes, each with its reason. */
public final class RulingOperations {
    private final RulingDesk desk;

    public RulingOperations(RulingDesk desk) {
        this.desk = desk;
    }

    public Map<String, Endpoint> endpoints(Blocking blocking) {
        return Map.of("makeRuling", Endpoints.blocking(blocking, this::rule));
    }

    private Reply rule(Call call) {
        return switch (desk.decide(request(call), call.at())) {
            case RulingDesk.Answer.Made made -> made(made.ruling());
            case RulingDesk.Answer.Repeated repeated -> made(repeated.ruling());
            case RulingDesk.Answer.KeyReused reused -> Reply.refused(ProblemType.KEY_REUSED);
            case RulingDesk.Answer.NoSuchTrip none -> Reply.refused(ProblemType.NOT_FOUND);
            case RulingDesk.Answer.NoSuchBike none -> Reply.refused(ProblemType.NOT_FOUND);
            case RulingDesk.Answer.ImpossibleTime time -> Reply.refused(ProblemType.IMPOSSIBLE_TIME);
            case RulingDesk.Answer.BikeInDock docked -> Reply.refused(ProblemType.BIKE_IN_DOCK);
        };
    }

    private static Reply made(long ruling) {
        return new Reply.Json(201, new JsonObject().put("rulingId", ruling), Map.of());
    }

    private static RulingDesk.Request request(Call call) {
        Ruling.Verdict verdict = verdict(call);
        Optional<BikeId> bike = verdict instanceof Ruling.Missing
                ? Optional.of(new BikeId(required(call, "bikeId")))
                : Optional.empty();
        String reason = call.field("reason").strip();
        if (PlainText.length(reason) < RulingDesk.MIN_REASON) {
            throw new ProblemException(Problem.invalid("/reason", "minLength"));
        }
        IdempotencyKey key = call.header("idempotency-key")
                .flatMap(IdempotencyKey::parse)
                .orElseThrow(() -> new ProblemException(Problem.invalid("Idempotency-Key", "required")));
        return new RulingDesk.Request(call.staff(), verdict, bike, reason, key);
    }

    private static Ruling.Verdict verdict(Call call) {
        return switch (call.field("kind")) {
            case "forced-return" -> new Ruling.ForcedReturn(trip(call), at(call));
            case "revert" -> new Ruling.Revert(trip(call));
            case "uphold" -> new Ruling.Uphold(trip(call));
            default -> new Ruling.Missing(at(call));
        };
    }

    private static TripId trip(Call call) {
        try {
            return TripId.parse(required(call, "tripId"));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid("/tripId", "pattern"));
        }
    }

    private static Instant at(Call call) {
        try {
            return KeptTime.parse(required(call, "at"));
        } catch (DateTimeParseException e) {
            throw new ProblemException(Problem.invalid("/at", "format"));
        }
    }

    private static String required(Call call, String field) {
        return Optional.ofNullable(call.body().getString(field))
                .orElseThrow(() -> new ProblemException(Problem.invalid("/" + field, "required")));
    }
}
