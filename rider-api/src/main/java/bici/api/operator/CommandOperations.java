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
import bici.fleet.operations.Order;
import bici.fleet.operations.StaffDesk;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.StationId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Orders to stations, and what became of them. */
public final class CommandOperations {
    private static final int PAGE = 50;

    private final StaffDesk desk;

    public CommandOperations(StaffDesk desk) {
        this.desk = desk;
    }

    public Map<String, Endpoint> endpoints(Blocking blocking) {
        return Map.of(
                "sendStationCommand", Endpoints.blocking(blocking, this::send),
                "listCommands", Endpoints.blocking(blocking, this::list),
                "getCommand", Endpoints.blocking(blocking, this::command));
    }

    private Reply send(Call call) {
        return switch (desk.send(request(call), call.at())) {
            case StaffDesk.Answer.Accepted accepted -> taken(accepted.command());
            case StaffDesk.Answer.Repeated repeated -> taken(repeated.command());
            case StaffDesk.Answer.KeyReused reused -> Reply.refused(ProblemType.KEY_REUSED);
            case StaffDesk.Answer.NoSuchStation none -> Reply.refused(ProblemType.NOT_FOUND);
            case StaffDesk.Answer.NoSuchDock none -> Reply.refused(ProblemType.NO_SUCH_DOCK);
        };
    }

    private static Reply taken(StaffDesk.StationCommand command) {
        return new Reply.Json(
                202,
                OperatorJson.command(command),
                Map.of("Location", "/v1/operator/commands/" + command.id().value()));
    }

    private static StaffDesk.Request request(Call call) {
        StationId station = call.id("stationId", StationId::new);
        Order order = constant(Order.class, call.field("order"));
        Optional<Integer> dock = Optional.ofNullable(call.body().getInteger("dock"));
        if (dock.isEmpty() && order.needsDock()) {
            throw new ProblemException(Problem.invalid("/dock", "required"));
        }
        if (dock.isPresent() && !order.takesDock()) {
            throw new ProblemException(Problem.invalid("/dock", "unknown"));
        }
        IdempotencyKey key = call.header("idempotency-key")
                .flatMap(IdempotencyKey::parse)
                .orElseThrow(() -> new ProblemException(Problem.invalid("Idempotency-Key", "required")));
        return new StaffDesk.Request(
                call.staff(), order, station, dock, call.body().getString("note", ""), key);
    }

    private Reply list(Call call) {
        StaffDesk.Filter filter = new StaffDesk.Filter(
                constant(StaffDesk.GivenBy.class, call.find("by").orElse("all")),
                call.find("order").map(word -> constant(Order.class, word)),
                constant(StaffDesk.Standing.class, call.find("state").orElse("all")),
                call.find("stationId").map(StationId::new));
        StaffDesk.Page page = desk.list(filter, call.number("limit", PAGE), call.cursor(StaffDesk.Cursor::parse));
        JsonArray list = new JsonArray();
        page.commands().forEach(command -> list.add(OperatorJson.command(command)));
        JsonObject body = new JsonObject().put("commands", list);
        page.next().ifPresent(next -> body.put("next", Cursors.encode(next)));
        return Reply.ok(body);
    }

    private Reply command(Call call) {
        return desk.find(call.id("commandId", CommandId::new))
                .map(command -> Reply.ok(OperatorJson.command(command)))
                .orElseGet(() -> Reply.refused(ProblemType.NOT_FOUND));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
