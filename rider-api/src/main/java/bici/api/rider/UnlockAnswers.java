package bici.api.rider;

import bici.api.http.Problem;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a rider is told of an unlock: every end and every refusal has its words. */
final class UnlockAnswers {
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(5);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private UnlockAnswers() {}

    /**
     * Of an unlock, ended or not.
     *
     * @param trip the one it opened
     */
    static Reply of(Unlock unlock, Optional<RiderTrip> trip) {
        return switch (unlock.state()) {
            case QUEUED, SENT, UNKNOWN -> new Reply.Json(202, RiderJson.unlock(unlock), Map.of());
            case DONE -> done(unlock, trip);
            case NOT_TAKEN -> Reply.refused(ProblemType.NOT_TAKEN);
            case REFUSED -> refused(unlock.refusal().orElse(Refusal.STATION_REFUSED));
            case EXPIRED -> new Reply.Refused(Problem.of(ProblemType.EXPIRED, A_FEW_SECONDS));
            case CANCELLED -> Reply.refused(ProblemType.CANCELLED);
            case STATION_OFFLINE -> refused(Refusal.STATION_OFFLINE);
        };
    }

    private static Reply done(Unlock unlock, Optional<RiderTrip> trip) {
        JsonObject body = RiderJson.unlock(unlock);
        return trip.<Reply>map(opened -> new Reply.Json(
                        201,
                        body.put("tripId", opened.id().toString()).put("trip", RiderJson.trip(opened)),
                        Map.of("Location", "/v1/trips/" + opened.id())))
                .orElseGet(() -> new Reply.Json(202, body, Map.of()));
    }

    /** How a request stands that was to be taken back. */
    static Reply ofCancelling(UnlockAnswer answer) {
        return switch (answer) {
            case UnlockAnswer.Queued queued -> Reply.ok(RiderJson.unlock(queued.unlock()));
            case UnlockAnswer.Repeated repeated -> Reply.ok(RiderJson.unlock(repeated.unlock()));
            case UnlockAnswer.InFlight flying -> Reply.ok(RiderJson.unlock(flying.unlock()));
            case UnlockAnswer.KeyReused reused -> Reply.refused(ProblemType.KEY_REUSED);
            case UnlockAnswer.Refused refused -> Reply.ok(refusedBefore(refused.refusal()));
        };
    }

    private static JsonObject refusedBefore(Refusal refusal) {
        return refusal == Refusal.CANCELLED
                ? new JsonObject().put("state", "cancelled")
                : new JsonObject().put("state", "refused").put("refusal", refusal.word());
    }

    /** Of a request that was not let through; how long to wait is this rider's, where that is known. */
    static Reply refused(UnlockAnswer.Refused refused) {
        return refused.refusal() == Refusal.TOO_MANY_WRONG_CODES
                        && refused.retryAfter().isPresent()
                ? new Reply.Refused(Problem.of(
                        ProblemType.TOO_MANY_WRONG_CODES, refused.retryAfter().get()))
                : refused(refused.refusal());
    }

    private static Reply refused(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_CODE -> Reply.refused(ProblemType.UNKNOWN_CODE);
            case TOO_MANY_WRONG_CODES -> new Reply.Refused(Problem.of(ProblemType.TOO_MANY_WRONG_CODES, AN_HOUR));
            case TOO_MANY_UNLOCKS -> new Reply.Refused(Problem.of(ProblemType.TOO_MANY_UNLOCKS, A_MINUTE));
            case RIDER_SUSPENDED -> Reply.refused(ProblemType.RIDER_SUSPENDED);
            case CONSENT_MISSING -> Reply.refused(ProblemType.CONSENT_MISSING);
            case TRIP_OPEN -> Reply.refused(ProblemType.TRIP_OPEN);
            case UNLOCK_PENDING -> Reply.refused(ProblemType.UNLOCK_PENDING);
            case NO_BIKE -> Reply.refused(ProblemType.NO_BIKE);
            case BIKE_HELD -> Reply.refused(ProblemType.BIKE_HELD);
            case BIKE_IN_TRIP -> Reply.refused(ProblemType.BIKE_IN_TRIP);
            case BIKE_OUT_OF_SERVICE -> Reply.refused(ProblemType.BIKE_OUT_OF_SERVICE);
            case DOCK_FAULTY -> Reply.refused(ProblemType.DOCK_FAULTY);
            case DOCK_LOCKED_OUT -> Reply.refused(ProblemType.DOCK_LOCKED_OUT);
            case STATION_OFFLINE -> new Reply.Refused(Problem.of(ProblemType.STATION_OFFLINE, A_MINUTE));
            case STATION_OUT_OF_SERVICE -> Reply.refused(ProblemType.STATION_OUT_OF_SERVICE);
            case BIKE_GONE -> Reply.refused(ProblemType.BIKE_GONE);
            case LOCK_FAILED -> Reply.refused(ProblemType.LOCK_FAILED);
            case STATION_BUSY -> new Reply.Refused(Problem.of(ProblemType.STATION_BUSY, A_FEW_SECONDS));
            case CANCELLED -> Reply.refused(ProblemType.CANCELLED);
            case STATION_REFUSED -> Reply.refused(ProblemType.STATION_REFUSED);
        };
    }
}
