package bici.infra.api;

import bici.infra.api.ApiClient.Ask;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A good request for every operation of the contracts. */
final class Requests {
    private static final AtomicInteger KEYS = new AtomicInteger();

    private Requests() {}

    /** By operation id; each call has new idempotency keys. */
    static Map<String, Ask> all(String tripId, String unlockId, String commandId) {
        String key = "walk-" + KEYS.incrementAndGet();
        Map<String, Ask> all = new TreeMap<>();
        addRiders(all, key, tripId, unlockId);
        addStaffs(all, key, tripId, commandId);
        return all;
    }

    private static void addRiders(Map<String, Ask> all, String key, String tripId, String unlockId) {
        all.put("requestSignInCode", Ask.post("/v1/sign-in/codes", new JsonObject().put("phone", "3159876543")));
        all.put(
                "signInWithCode",
                Ask.post(
                        "/v1/sign-in/tokens",
                        new JsonObject().put("phone", "3159876543").put("code", "000000")));
        all.put("signInWithLink", Ask.post("/v1/sign-in/links", new JsonObject().put("token", "nobodys")));
        all.put("refreshSession", Ask.post("/v1/session/refresh", new JsonObject().put("refreshToken", "nobodys")));
        all.put("endSession", plain("DELETE", "/v1/session", null));
        all.put("getMe", Ask.get("/v1/me"));
        all.put("giveConsent", plain("PUT", "/v1/me/consent", new JsonObject().put("policyVersion", ApiWorld.POLICY)));
        all.put("streamMyEvents", Ask.get("/v1/me/events"));
        all.put("listStations", Ask.get("/v1/stations?near=7.13,-73.12&limit=5"));
        all.put("getStation", Ask.get("/v1/stations/uis"));
        all.put("createTrip", unlock("/v1/trips", key));
        all.put("cancelUnlock", unlock("/v1/trips/cancellations", key + "-back"));
        all.put("listTrips", Ask.get("/v1/trips?limit=10"));
        all.put("getTrip", Ask.get("/v1/trips/" + tripId));
        all.put("getTripReceipt", Ask.get("/v1/trips/" + tripId + "/receipt"));
        all.put("getUnlock", Ask.get("/v1/unlocks/" + unlockId));
        all.put("getPolicy", Ask.get("/v1/policy"));
        all.put(
                "createReport",
                Ask.post(
                                "/v1/reports",
                                new JsonObject()
                                        .put("kind", "other")
                                        .put("stationId", "uis")
                                        .put("text", "huele a quemado"))
                        .with("Idempotency-Key", key));
        all.put("listReports", Ask.get("/v1/reports?limit=10"));
    }

    private static void addStaffs(Map<String, Ask> all, String key, String tripId, String commandId) {
        all.put("listRiderReports", Ask.get("/v1/operator/reports?show=all&kind=other&stationId=uis&limit=2"));
        all.put(
                "actOnReport",
                Ask.post("/v1/operator/reports/nobodys/acts", new JsonObject().put("act", "take"))
                        .with("Idempotency-Key", key));
        all.put("listOperatorStations", Ask.get("/v1/operator/stations"));
        all.put("getOperatorStation", Ask.get("/v1/operator/stations/uis"));
        all.put(
                "sendStationCommand",
                Ask.post("/v1/operator/stations/uis/commands", new JsonObject().put("order", "identify"))
                        .with("Idempotency-Key", key));
        all.put(
                "makeRuling",
                Ask.post(
                                "/v1/operator/rulings",
                                new JsonObject()
                                        .put("kind", "uphold")
                                        .put("tripId", tripId)
                                        .put("reason", "visto en la cámara"))
                        .with("Idempotency-Key", key));
        all.put(
                "putStationConfig",
                plain(
                        "PUT",
                        "/v1/operator/stations/uis/config",
                        new JsonObject().put("settings", new JsonObject().put("heartbeatMs", "30000"))));
        all.put("getDiagnostics", Ask.get("/v1/operator/commands/" + commandId + "/diagnostics"));
        all.put(
                "listCommands",
                Ask.get("/v1/operator/commands?limit=2&stationId=uis&by=staff&order=identify&state=all"));
        all.put("getCommand", Ask.get("/v1/operator/commands/" + commandId));
        all.put("listBikes", Ask.get("/v1/operator/bikes?limit=2"));
        all.put("getBike", Ask.get("/v1/operator/bikes/B2"));
        all.put(
                "setBikeService",
                plain("PUT", "/v1/operator/bikes/B2/service", new JsonObject().put("inService", true)));
        all.put("listUnregistered", Ask.get("/v1/operator/unregistered?limit=2"));
        all.put(
                "registerBike",
                plain("PUT", "/v1/operator/bikes/B2/registration", new JsonObject().put("note", "visto")));
        all.put("registerDock", plain("PUT", "/v1/operator/stations/uis/docks/1/registration", new JsonObject()));
        all.put("listAlarms", Ask.get("/v1/operator/alarms"));
        all.put("listPrintedCodes", Ask.get("/v1/operator/codes"));
        all.put("streamOperatorEvents", Ask.get("/v1/operator/events"));
        all.put("exportTrips", Ask.get("/v1/exports/trips?month=2026-11"));
    }

    private static Ask unlock(String path, String key) {
        return Ask.post(path, new JsonObject().put("code", "222222")).with("Idempotency-Key", key);
    }

    private static Ask plain(String method, String path, @Nullable JsonObject body) {
        return Ask.get(path).withBody(body == null ? null : body.encode()).method(method);
    }
}
