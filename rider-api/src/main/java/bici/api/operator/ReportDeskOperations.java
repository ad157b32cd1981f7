package bici.api.operator;

import bici.api.contract.Call;
import bici.api.contract.Cursors;
import bici.api.contract.Endpoint;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.api.rider.RiderJson;
import bici.fleet.operations.ReportDesk;
import bici.fleet.operations.RiderReport;
import bici.fleet.operations.RiderReports;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PlainText;
import bici.fleet.vocabulary.ReportId;
import bici.fleet.vocabulary.StationId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/** What riders report, and what staff do about it. Nothing here tells whose a report is. */
public final class ReportDeskOperations {
    private static final int PAGE = 50;

    private final ReportDesk desk;

    public ReportDeskOperations(ReportDesk desk) {
        this.desk = desk;
    }

    public Map<String, Endpoint> endpoints(Blocking blocking) {
        return Map.of(
                "listRiderReports", Endpoints.blocking(blocking, this::list),
                "actOnReport", Endpoints.blocking(blocking, this::act));
    }

    private Reply list(Call call) {
        ReportDesk.Filter filter = new ReportDesk.Filter(
                constant(ReportDesk.Choice.class, call.find("show").orElse("waiting")),
                call.find("kind").map(word -> constant(RiderReport.Kind.class, word)),
                call.find("stationId").map(StationId::new));
        RiderReports.Page page = desk.list(filter, call.number("limit", PAGE), call.cursor(RiderReports.Cursor::parse));
        JsonArray list = new JsonArray();
        page.reports().forEach(report -> list.add(json(report)));
        JsonObject body = new JsonObject().put("reports", list);
        page.next().ifPresent(next -> body.put("next", Cursors.encode(next)));
        return Reply.ok(body);
    }

    private Reply act(Call call) {
        return switch (desk.act(request(call), call.at())) {
            case ReportDesk.Answer.Done done -> Reply.ok(json(done.report()));
            case ReportDesk.Answer.Repeated repeated -> Reply.ok(json(repeated.report()));
            case ReportDesk.Answer.KeyReused reused -> Reply.refused(ProblemType.KEY_REUSED);
            case ReportDesk.Answer.NoSuchReport none -> Reply.refused(ProblemType.NOT_FOUND);
            case ReportDesk.Answer.WrongState wrong -> Reply.refused(ProblemType.REPORT_STATE);
        };
    }

    private static ReportDesk.Request request(Call call) {
        RiderReport.Act act = constant(RiderReport.Act.class, call.field("act"));
        String note = call.body().getString("note", "").strip();
        if (act.leadsTo().isEnd() && PlainText.length(note) < ReportDesk.MIN_NOTE) {
            throw new ProblemException(Problem.invalid("/note", note.isEmpty() ? "required" : "minLength"));
        }
        IdempotencyKey key = call.header("idempotency-key")
                .flatMap(IdempotencyKey::parse)
                .orElseThrow(() -> new ProblemException(Problem.invalid("Idempotency-Key", "required")));
        return new ReportDesk.Request(call.staff(), call.id("reportId", ReportId::new), act, note, key);
    }

    private static JsonObject json(RiderReport report) {
        JsonObject json = RiderJson.report(report);
        report.handling().ifPresent(handling -> {
            json.put("by", handling.staff().value());
            if (!handling.note().isEmpty()) {
                json.put("note", handling.note());
            }
        });
        return json;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
