package bici.api.rider;

import bici.api.contract.Call;
import bici.api.contract.Cursors;
import bici.api.contract.Endpoint;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.fleet.operations.RiderReport;
import bici.fleet.operations.RiderReports;
import bici.fleet.people.DataPolicy;
import bici.fleet.people.Riders;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a rider says is wrong, and how it stands. */
public final class ReportOperations {
    private static final int PAGE = 50;

    private final RiderReports reports;
    private final Riders riders;
    private final DataPolicy policy;

    public ReportOperations(RiderReports reports, Riders riders, DataPolicy policy) {
        this.reports = reports;
        this.riders = riders;
        this.policy = policy;
    }

    public Map<String, Endpoint> endpoints(Blocking blocking) {
        return Map.of(
                "createReport", Endpoints.blocking(blocking, this::create),
                "listReports", Endpoints.blocking(blocking, this::list));
    }

    private Reply create(Call call) {
        RiderReports.Request request = request(call);
        if (!hasConsented(call)) {
            return Reply.refused(ProblemType.CONSENT_MISSING);
        }
        return switch (reports.make(request, call.at())) {
            case RiderReports.Answer.Made made -> made(made.report());
            case RiderReports.Answer.Repeated repeated -> made(repeated.report());
            case RiderReports.Answer.KeyReused reused -> Reply.refused(ProblemType.KEY_REUSED);
            case RiderReports.Answer.Unknown unknown ->
                new Reply.Refused(Problem.invalid(pointer(unknown.subject()), "unknown"));
            case RiderReports.Answer.TooMany many ->
                new Reply.Refused(Problem.of(ProblemType.TOO_MANY_REPORTS, many.retryAfter()));
        };
    }

    /** The report is kept with its rider. */
    private boolean hasConsented(Call call) {
        return riders.findRider(call.rider())
                .flatMap(Riders.Rider::consent)
                .filter(consent -> consent.policyVersion().equals(policy.version()))
                .isPresent();
    }

    private static Reply made(RiderReport report) {
        return new Reply.Json(201, RiderJson.report(report), Map.of());
    }

    private static String pointer(RiderReports.Subject subject) {
        return switch (subject) {
            case STATION -> "/stationId";
            case DOCK -> "/dock";
            case BIKE -> "/bikeId";
            case TRIP -> "/tripId";
        };
    }

    private static RiderReports.Request request(Call call) {
        RiderReport.Kind kind = RiderReport.Kind.valueOf(
                call.field("kind").toUpperCase(Locale.ROOT).replace('-', '_'));
        String said = call.body().getString("text", "").strip();
        if (kind == RiderReport.Kind.OTHER && said.isEmpty()) {
            throw new ProblemException(Problem.invalid("/text", "required"));
        }
        Optional<StationId> station = id(call, "stationId", StationId::new);
        Optional<Integer> dock = Optional.ofNullable(call.body().getInteger("dock"));
        if (dock.isPresent() && station.isEmpty()) {
            throw new ProblemException(Problem.invalid("/stationId", "required"));
        }
        IdempotencyKey key = call.header("idempotency-key")
                .flatMap(IdempotencyKey::parse)
                .orElseThrow(() -> new ProblemException(Problem.invalid("Idempotency-Key", "required")));
        RiderReport.About about = new RiderReport.About(
                station, dock, id(call, "bikeId", BikeId::new), id(call, "tripId", TripId::parse));
        return new RiderReports.Request(call.rider(), kind, about, said, key);
    }

    private static <T> Optional<T> id(Call call, String field, Function<String, T> make) {
        try {
            return Optional.ofNullable(call.body().getString(field)).map(make);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid("/" + field, "pattern"));
        }
    }

    private Reply list(Call call) {
        RiderReports.Page page =
                reports.list(call.rider(), call.number("limit", PAGE), call.cursor(RiderReports.Cursor::parse));
        JsonArray shown = new JsonArray();
        page.reports().forEach(report -> shown.add(RiderJson.report(report)));
        JsonObject body = new JsonObject().put("reports", shown);
        page.next().ifPresent(next -> body.put("next", Cursors.encode(next)));
        return Reply.ok(body);
    }
}
