package bici.api.analyst;

import bici.api.contract.Call;
import bici.api.contract.Endpoint;
import bici.api.http.Blocking;
import bici.fleet.report.TripExport;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;

/** Usage for the authority's analysts, streamed from the database. */
public final class AnalystOperations {
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

    private final Vertx vertx;
    private final Blocking blocking;
    private final TripExport export;

    /**
     * @param blocking of its own and narrow: exports last, and must not take riders' places
     */
    public AnalystOperations(Vertx vertx, Blocking blocking, TripExport export) {
        this.vertx = vertx;
        this.blocking = blocking;
        this.export = export;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("exportTrips", this::trips);
    }

    private void trips(RoutingContext context, Call call) {
        YearMonth month = YearMonth.parse(call.get("month"));
        TripExport.Selection selection = new TripExport.Selection(
                TripExport.TripLayout.CITIBIKE_2013,
                BOGOTA,
                month.atDay(1).atStartOfDay(BOGOTA).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(BOGOTA).toInstant());
        Context loop = vertx.getOrCreateContext();
        context.response()
                .putHeader("Content-Type", "text/csv; charset=utf-8")
                .putHeader("Content-Disposition", "attachment; filename=\"viajes-" + month + ".csv\"")
                .putHeader("Cache-Control", "no-store");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            context.response().end();
            return;
        }
        context.response().setChunked(true);
        ResponseStream out = new ResponseStream(context.response(), loop);
        blocking.run(() -> {
                    long trips = export.write(selection, out);
                    out.flush();
                    return trips;
                })
                .onFailure(context::fail)
                .onSuccess(trips -> context.response().end());
    }
}
