package bici.api.rider;

import bici.api.contract.Call;
import bici.api.contract.Cursors;
import bici.api.contract.Endpoint;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.fleet.people.DataPolicy;
import bici.fleet.people.Riders;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.RiderTrips;
import bici.fleet.trip.UnlockDesk;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.TripId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** A rider's account and trips. Each answer is about the caller's own. */
public final class RiderOperations {
    private static final int PAGE = 50;

    private final Riders riders;
    private final RiderTrips trips;
    private final UnlockDesk desk;
    private final DataPolicy policy;

    public RiderOperations(Riders riders, RiderTrips trips, UnlockDesk desk, DataPolicy policy) {
        this.riders = riders;
        this.trips = trips;
        this.desk = desk;
        this.policy = policy;
    }

    public Map<String, Endpoint> endpoints(Blocking blocking) {
        return Map.of(
                "getPolicy", Endpoints.blocking(blocking, call -> Reply.ok(RiderJson.policy(policy))),
                "getMe", Endpoints.blocking(blocking, this::me),
                "giveConsent", Endpoints.blocking(blocking, this::consent),
                "getUnlock", Endpoints.blocking(blocking, this::unlock),
                "listTrips", Endpoints.blocking(blocking, this::list),
                "getTrip", Endpoints.blocking(blocking, this::trip),
                "getTripReceipt", Endpoints.blocking(blocking, this::receipt));
    }

    private Reply me(Call call) {
        return riders.findRider(call.rider())
                .map(rider -> Reply.ok(RiderJson.me(rider, policy)))
                .orElseGet(() -> Reply.refused(ProblemType.NOT_SIGNED_IN));
    }

    private Reply consent(Call call) {
        if (!call.field("policyVersion").equals(policy.version())) {
            return Reply.refused(ProblemType.POLICY_OUTDATED);
        }
        riders.recordConsent(call.rider(), policy.version(), call.at());
        return me(call);
    }

    private Reply unlock(Call call) {
        return desk.find(call.rider(), call.id("unlockId", CommandId::new))
                .map(unlock -> Reply.ok(RiderJson.unlock(unlock)))
                .orElseGet(() -> Reply.refused(ProblemType.NOT_FOUND));
    }

    private Reply list(Call call) {
        RiderTrips.Page page =
                trips.list(call.rider(), call.number("limit", PAGE), call.cursor(RiderTrips.Cursor::parse));
        JsonArray shown = new JsonArray();
        page.trips().forEach(trip -> shown.add(RiderJson.trip(trip)));
        JsonObject body = new JsonObject().put("trips", shown);
        page.next().ifPresent(next -> body.put("next", Cursors.encode(next)));
        return Reply.ok(body);
    }

    private Reply trip(Call call) {
        return find(call)
                .map(trip -> Reply.ok(RiderJson.trip(trip)))
                .orElseGet(() -> Reply.refused(ProblemType.NOT_FOUND));
    }

    private Reply receipt(Call call) {
        Optional<RiderTrip> found = find(call);
        if (found.isEmpty()) {
            return Reply.refused(ProblemType.NOT_FOUND);
        }
        RiderTrip trip = found.get();
        if (trip.state() == RiderTrip.State.RIDING) {
            return Reply.refused(ProblemType.TRIP_NOT_ENDED);
        }
        return Reply.ok(RiderJson.receipt(trip, call.language()));
    }

    private Optional<RiderTrip> find(Call call) {
        return trips.find(call.rider(), call.id("tripId", TripId::parse));
    }
}
