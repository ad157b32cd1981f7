package bici.api.rider;

import bici.api.http.Language;
import bici.fleet.availability.DockView;
import bici.fleet.availability.StationView;
import bici.fleet.operations.RiderReport;
import bici.fleet.people.DataPolicy;
import bici.fleet.people.Riders;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.Tariff;
import bici.fleet.trip.Unlock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What riders see, as {@code rider.yaml} says it. */
public final class RiderJson {
    private RiderJson() {}

    static JsonObject me(Riders.Rider rider, DataPolicy policy) {
        return new JsonObject()
                .put("riderId", rider.id().value())
                .put("phone", rider.phone().masked())
                .put(
                        "consent",
                        rider.consent()
                                .map(consent -> new JsonObject()
                                        .put("policyVersion", consent.policyVersion())
                                        .put("givenAt", consent.at().toString()))
                                .orElse(null))
                .put("policy", policy(policy));
    }

    static JsonObject policy(DataPolicy policy) {
        JsonObject shown = new JsonObject().put("version", policy.version()).put("url", policy.url());
        policy.controller()
                .ifPresent(controller -> shown.put(
                        "controller",
                        new JsonObject()
                                .put("name", controller.name())
                                .put("contact", controller.contact())
                                .put("rightsChannel", controller.rightsChannel())));
        return shown;
    }

    /** Nothing of it tells whose it is: staff see the same. */
    public static JsonObject report(RiderReport report) {
        JsonObject json = new JsonObject()
                .put("reportId", report.id().value())
                .put("kind", word(report.kind()))
                .put("state", word(report.state()))
                .put("madeAt", report.madeAt().toString())
                .put("since", report.since().toString());
        RiderReport.About about = report.about();
        about.station().ifPresent(station -> json.put("stationId", station.value()));
        about.dock().ifPresent(dock -> json.put("dock", dock));
        about.bike().ifPresent(bike -> json.put("bikeId", bike.value()));
        about.trip().ifPresent(trip -> json.put("tripId", trip.toString()));
        return report.said().isEmpty() ? json : json.put("text", report.said());
    }

    static JsonObject station(StationView station) {
        JsonObject json = new JsonObject()
                .put("stationId", station.id().value())
                .put("name", station.name())
                .put("capacity", station.capacity())
                .put("bikesAvailable", station.bikesAvailable())
                .put("docksAvailable", station.docksAvailable())
                .put("online", station.online())
                .put("inService", station.inService())
                .put("renting", station.isRenting())
                .put("returning", station.isReturning());
        station.position()
                .ifPresent(
                        position -> json.put("latitude", position.latitude()).put("longitude", position.longitude()));
        station.lastReported().ifPresent(at -> json.put("lastReported", at.toString()));
        return json;
    }

    static JsonObject stationWithDocks(StationView station) {
        JsonArray docks = new JsonArray();
        station.docks()
                .forEach(dock ->
                        docks.add(new JsonObject().put("dock", dock.number()).put("state", dockState(station, dock))));
        return station(station).put("docks", docks);
    }

    private static String dockState(StationView station, DockView dock) {
        if (!station.online()) {
            return "unknown";
        }
        if (dock.bike().isPresent()) {
            return station.offersBike(dock) ? "bike" : "out-of-service";
        }
        return station.offersReturn(dock) ? "free" : "out-of-service";
    }

    public static JsonObject unlock(Unlock unlock) {
        JsonObject json = new JsonObject()
                .put("unlockId", unlock.id().value())
                .put("state", word(unlock.state()))
                .put("requestedAt", unlock.requestedAt().toString())
                .put("deadline", unlock.deadline().toString());
        unlock.refusal().ifPresent(refusal -> json.put("refusal", refusal.word()));
        unlock.trip().ifPresent(trip -> json.put("tripId", trip.toString()));
        return json;
    }

    public static JsonObject trip(RiderTrip trip) {
        JsonObject json = new JsonObject()
                .put("tripId", trip.id().toString())
                .put("bikeId", trip.bike().value())
                .put("state", word(trip.state()))
                .put("startedAt", trip.start().at().toString())
                .put("startStation", stop(trip.start()));
        trip.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
        trip.end().ifPresent(end -> json.put("endStation", stop(end)));
        trip.duration().ifPresent(duration -> json.put("durationSeconds", Math.max(0, duration.toSeconds())));
        trip.remark().ifPresent(remark -> json.put("remark", word(remark)));
        return trip.corrected() ? json.put("corrected", true) : json;
    }

    static JsonObject receipt(RiderTrip trip, Language language) {
        JsonArray shown = new JsonArray();
        List<Tariff.Line> lines = trip.price();
        lines.forEach(line -> shown.add(
                new JsonObject().put("text", text(line, trip, language)).put("amountCop", line.amountCop())));
        return trip(trip)
                .put("lines", shown)
                .put(
                        "totalCop",
                        lines.stream().mapToLong(Tariff.Line::amountCop).sum());
    }

    private static String text(Tariff.Line line, RiderTrip trip, Language language) {
        String length = length(trip.duration().orElse(Duration.ZERO));
        return switch (line.kind()) {
            case BASE ->
                trip.remark().filter(remark -> trip.isFree()).isPresent()
                        ? language.pick("Sin cobro", "Free of charge")
                        : line.amountCop() == 0
                                ? language.pick("Viaje de %s (piloto sin costo)", "Trip of %s (pilot, free of charge)")
                                        .formatted(length)
                                : language.pick("Viaje de %s", "Trip of %s").formatted(length);
            case EXTRA_TIME ->
                (line.count() == 1
                                ? language.pick("Tiempo adicional: %d tramo", "Extra time: %d block")
                                : language.pick("Tiempo adicional: %d tramos", "Extra time: %d blocks"))
                        .formatted(line.count());
        };
    }

    /** 45 s, 12 min, 1 h 5 min: whole minutes that have passed, as the pages say it. */
    private static String length(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / 60;
        return seconds < 60
                ? seconds + " s"
                : minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static JsonObject stop(RiderTrip.Stop stop) {
        return new JsonObject().put("stationId", stop.dock().station().value()).put("name", stop.stationName());
    }

    /** Enum constants travel in small letters with hyphens. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
